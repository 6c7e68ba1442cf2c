/// The quantities that one kind of station reports, in the order in which values are kept.
public struct SensorSchema: Hashable, Sendable {
    /// The name used in paths and on the command line, such as `weather`.
    public let name: String
    /// The quantities, in the order of a reading's values; names are unique.
    public let quantities: [Quantity]

    /// A schema of one's own.
    /// - Parameters:
    ///   - name: lower case.
    ///   - quantities: at least one; names are unique.
    public init(name: String, quantities: [Quantity]) {
        self.name = name
        self.quantities = quantities
    }

    /// Hourly weather: temperature, pressure, humidity, wind speed.
    public static let weather = SensorSchema(
        name: "weather", quantities: [.airTemperature, .airPressure, .relativeHumidity, .windSpeed])
    /// A rotating machine: temperature, vibration, rotation speed.
    public static let machine = SensorSchema(
        name: "machine", quantities: [.machineTemperature, .vibration, .rotationSpeed])
    /// Every schema that the program knows.
    public static let all = [weather, machine]

    /// The schema of a name.
    /// - Parameter name: `weather` or `machine`.
    /// - Returns: nil when there is none.
    public static func named(_ name: String) -> SensorSchema? { all.first { $0.name == name } }

    /// The place of a quantity in a reading's values.
    /// - Parameter name: a quantity's name.
    /// - Returns: the place, or nil when the schema has no such quantity.
    public func index(of name: String) -> Int? {
        quantities.firstIndex { $0.name == name }
    }
}
