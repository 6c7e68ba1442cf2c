/// What a sensor measures, in which unit, and between which values a reading is physically possible.
public struct Quantity: Hashable, Sendable {
    /// The name used in files, requests and features, such as `wind_speed`.
    public let name: String
    /// The unit as shown to people, such as `m/s`.
    public let unit: String
    /// Values outside are errors of the sensor or of the feed, never weather.
    public let physicalRange: ClosedRange<Double>

    /// A quantity of one's own.
    /// - Parameters:
    ///   - name: lower case, words joined by `_`.
    ///   - unit: as shown to people.
    ///   - physicalRange: both bounds finite and possible.
    public init(name: String, unit: String, physicalRange: ClosedRange<Double>) {
        self.name = name
        self.unit = unit
        self.physicalRange = physicalRange
    }

    /// Air temperature in °C; the extremes measured on Earth are −89.2 and 56.7 (WMO Weather and Climate Extremes).
    public static let airTemperature = Quantity(name: "temperature", unit: "°C", physicalRange: -95...65)
    /// Air pressure in hPa, at the station or reduced to sea level; the highest sea-level value on record is 1,084.8.
    public static let airPressure = Quantity(name: "pressure", unit: "hPa", physicalRange: 500...1100)
    /// Relative humidity in %.
    public static let relativeHumidity = Quantity(name: "humidity", unit: "%", physicalRange: 0...100)
    /// Wind speed in m/s; the strongest gust on record outside tornadoes is 113.3.
    public static let windSpeed = Quantity(name: "wind_speed", unit: "m/s", physicalRange: 0...115)

    /// Temperature of a machine's housing in °C.
    public static let machineTemperature = Quantity(name: "temperature", unit: "°C", physicalRange: -60...500)
    /// Vibration velocity of a machine in mm/s (root mean square, as in ISO 20816).
    public static let vibration = Quantity(name: "vibration", unit: "mm/s", physicalRange: 0...200)
    /// Rotation speed of a machine in revolutions a minute.
    public static let rotationSpeed = Quantity(name: "rotation_speed", unit: "rpm", physicalRange: 0...120_000)
}
