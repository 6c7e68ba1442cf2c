public import Readings

/// One set of features of one kind of station, in the fixed order in which models take them.
public struct FeatureSchema: Sendable, Equatable {
    /// Unique among the program's schemas: `weather`, `weather_change` …
    public let name: String
    /// What the stations report.
    public let sensors: SensorSchema
    /// The columns in order.
    public let features: [Feature]
    /// 16 hexadecimal digits that change whenever a name, an order, a unit or a computation changes.
    public let fingerprint: String

    /// The columns' names in order.
    public var featureNames: [String] { features.map(\.name) }

    /// A schema of given columns.
    /// - Parameters:
    ///   - sensors: what the stations report.
    ///   - features: names unique; sensors within `sensors.quantities`; hours ≥ 1.
    ///   - name: of the set; nil for the sensors' own.
    public init(sensors: SensorSchema, features: [Feature], name: String? = nil) {
        self.name = name ?? sensors.name
        self.sensors = sensors
        self.features = features
        let text = Self.canonicalText(
            sensors: sensors, columns: features.map { "\($0.name)=\($0.definition.canonicalText)" })
        fingerprint = Fingerprint.hexadecimal(of: text)
    }

    /// 32 features of hourly weather: 4 readings, 16 rolling values and 4 lags of temperature, 4 parts of the
    /// calendar, 4 products.
    public static let weather = FeatureSchema(
        sensors: .weather,
        features: sensorFeatures(of: .weather) + temporalFeatures(of: 0, prefix: "temp")
            + calendarFeatures + [
                Feature(name: "temp_x_humidity", definition: .product(0, 2)),
                Feature(name: "pressure_x_wind", definition: .product(1, 3)),
                Feature(name: "temp_x_wind", definition: .product(0, 3)),
                Feature(name: "humidity_x_pressure", definition: .product(2, 1)),
            ])

    /// 30 features of a rotating machine: 3 readings, 16 rolling values and 4 lags of vibration, 4 parts of the
    /// calendar, 3 products.
    public static let machine = FeatureSchema(
        sensors: .machine,
        features: sensorFeatures(of: .machine) + temporalFeatures(of: 1, prefix: "vibration")
            + calendarFeatures + [
                Feature(name: "temperature_x_vibration", definition: .product(0, 1)),
                Feature(name: "vibration_x_rotation_speed", definition: .product(1, 2)),
                Feature(name: "temperature_x_rotation_speed", definition: .product(0, 2)),
            ])

    /// 12 departures of hourly weather, without a season: each reading less the median of the 3 hours before it, the
    /// mean of the 24 hours before it, and itself a day ago; in the sensor's unit.
    public static let weatherChange = change(of: .weather)
    /// 9 departures of a rotating machine, as of weather.
    public static let machineChange = change(of: .machine)

    /// The sets of departures.
    public static let changes = [weatherChange, machineChange]

    /// Every schema that the program knows; of each kind of station first the one that stands for it by its name.
    public static let all = [weather, machine] + changes

    /// The schema of the given name, nil when there is none.
    /// - Parameter name: `weather`, `machine`, `weather_change` or `machine_change`.
    /// - Returns: the schema.
    public static func named(_ name: String) -> FeatureSchema? {
        all.first { $0.name == name }
    }

    /// The feature sets of one kind of station.
    /// - Parameter sensors: what the stations report.
    /// - Returns: those of ``all``, the one that stands for the stations first.
    public static func all(of sensors: SensorSchema) -> [FeatureSchema] {
        all.filter { $0.sensors == sensors }
    }

    static func canonicalText(sensors: SensorSchema, columns: [String]) -> String {
        let quantities = sensors.quantities.map { "\($0.name)[\($0.unit)]" }
        return ([sensors.name] + quantities + columns).joined(separator: "\n")
    }

    private static func change(of sensors: SensorSchema) -> FeatureSchema {
        let features = sensors.quantities.enumerated().flatMap { sensor, quantity in
            [
                Feature(
                    name: "\(quantity.name)_from_median_3h",
                    definition: .departure(sensor: sensor, from: .median(hours: 3))),
                Feature(
                    name: "\(quantity.name)_from_mean_24h",
                    definition: .departure(sensor: sensor, from: .mean(hours: 24))),
                Feature(
                    name: "\(quantity.name)_from_yesterday",
                    definition: .departure(sensor: sensor, from: .lag(hours: 24))),
            ]
        }
        return FeatureSchema(sensors: sensors, features: features, name: "\(sensors.name)_change")
    }

    private static func sensorFeatures(of sensors: SensorSchema) -> [Feature] {
        sensors.quantities.enumerated().map { Feature(name: $1.name, definition: .sensor($0)) }
    }

    private static func temporalFeatures(of sensor: Int, prefix: String) -> [Feature] {
        let rolling = [3, 6, 12, 24].flatMap { hours in
            FeatureDefinition.Statistic.allCases.map {
                Feature(
                    name: "\(prefix)_\($0.rawValue)_\(hours)h",
                    definition: .rolling(sensor: sensor, hours: hours, $0))
            }
        }
        let lags = [1, 3, 6, 12].map {
            Feature(name: "\(prefix)_lag_\($0)h", definition: .lag(sensor: sensor, hours: $0))
        }
        return rolling + lags
    }

    private static var calendarFeatures: [Feature] {
        FeatureDefinition.CalendarPart.allCases.map { Feature(name: $0.rawValue, definition: .calendar($0)) }
    }
}
