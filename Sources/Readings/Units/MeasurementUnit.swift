/// A unit in which files give values, with its conversion to the unit of the schema.
public enum MeasurementUnit: String, Sendable, CaseIterable {
    /// Degrees Celsius.
    case celsius = "°C"
    /// Degrees Fahrenheit.
    case fahrenheit = "°F"
    /// Kelvins.
    case kelvin = "K"
    /// Hectopascals, the same as millibars.
    case hectopascal = "hPa"
    /// Kilopascals.
    case kilopascal = "kPa"
    /// Pascals.
    case pascal = "Pa"
    /// Conventional inches of mercury, 3,386.389 Pa (NIST SP 811, appendix B).
    case inchOfMercury = "inHg"
    /// Conventional millimetres of mercury, 133.322387415 Pa.
    case millimetreOfMercury = "mmHg"
    /// Metres a second.
    case metrePerSecond = "m/s"
    /// Kilometres an hour.
    case kilometrePerHour = "km/h"
    /// International miles an hour, 0.44704 m/s.
    case milePerHour = "mph"
    /// International knots, 1852/3600 m/s.
    case knot = "knots"
    /// Hundredths.
    case percent = "%"
    /// Parts of one.
    case fraction
    /// Millimetres a second.
    case millimetrePerSecond = "mm/s"
    /// Inches a second, 25.4 mm/s.
    case inchPerSecond = "in/s"
    /// Revolutions a minute.
    case revolutionPerMinute = "rpm"

    /// The units in which a quantity may be given, the schema's own first; empty for quantities without a known unit.
    /// - Parameter quantity: of any schema.
    /// - Returns: units, each of which `inSchemaUnit` brings to the quantity's own.
    public static func units(of quantity: Quantity) -> [MeasurementUnit] {
        switch quantity.unit {
        case "°C": [.celsius, .fahrenheit, .kelvin]
        case "hPa": [.hectopascal, .kilopascal, .pascal, .inchOfMercury, .millimetreOfMercury]
        case "m/s": [.metrePerSecond, .kilometrePerHour, .milePerHour, .knot]
        case "%": [.percent, .fraction]
        case "mm/s": [.millimetrePerSecond, .inchPerSecond]
        case "rpm": [.revolutionPerMinute]
        default: []
        }
    }

    /// Brings a value to the schema's unit: °C, hPa, m/s, %, mm/s or rpm.
    /// - Parameter value: in this unit; NaN stays NaN.
    /// - Returns: the value in the schema's unit.
    public func inSchemaUnit(_ value: Double) -> Double {
        switch self {
        case .celsius, .hectopascal, .metrePerSecond, .percent, .millimetrePerSecond, .revolutionPerMinute: value
        case .fahrenheit: (value - 32) * 5 / 9
        case .kelvin: value - 273.15
        case .kilopascal: value * 10
        case .pascal: value / 100
        case .inchOfMercury: value * 33.863_89
        case .millimetreOfMercury: value * 1.333_223_874_15
        case .kilometrePerHour: value / 3.6
        case .milePerHour: value * 0.447_04
        case .knot: value * 1852 / 3600
        case .fraction: value * 100
        case .inchPerSecond: value * 25.4
        }
    }
}
