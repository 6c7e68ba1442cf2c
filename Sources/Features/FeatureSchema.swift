public import Readings

/// The features of one kind of station, in the fixed order in which models take them.
public struct FeatureSchema: Sendable, Equatable {
    /// What the stations report.
    public let sensors: SensorSchema
    /// The columns in order.
    public let features: [Feature]
    /// 16 hexadecimal digits that change whenever a name, an order, a unit or a computation changes.
    public let fingerprint: String

    /// The same name as the sensors' schema.
    public var name: String { sensors.name }
    /// The columns' names in order.
    public var featureNames: [String] { features.map(\.name) }

    /// A schema of given columns.
    /// - Parameters:
    ///   - sensors: what the stations report.
    ///   - features: names unique; sensors within `sensors.quantities`; hours ≥ 1.
    public init(sensors: SensorSchema, features: [Feature]) {
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

    /// Every schema that the program knows.
    public static let all = [weather, machine]

    /// The schema of the given name, nil when there is none.
    /// - Parameter name: `weather` or `machine`.
    /// - Returns: the schema.
    public static func named(_ name: String) -> FeatureSchema? {
        all.first { $0.name == name }
    }

    static func canonicalText(sensors: SensorSchema, columns: [String]) -> String {
        let quantities = sensors.quantities.map { "\($0.name)[\($0.unit)]" }
        return ([sensors.name] + quantities + columns).joined(separator: "\n")
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
