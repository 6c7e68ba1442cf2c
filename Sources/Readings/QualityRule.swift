/// How far and how long a quantity's values may move or rest before they are doubted.
package struct QualityRule {
    /// The farthest that the value moves in an hour.
    package let stepPerHour: Double
    /// Hours after which an unchanged value is doubted; nil for quantities that rest by nature.
    package let stuckHours: Double?
    /// Other units that feeds mix up, as conversions to the quantity's own.
    package let mistakenUnits: [@Sendable (Double) -> Double]

    /// The rule for a quantity of the weather schema, nil where none was measured.
    ///
    /// At New York's three airports in 2013 no healthy temperature moved by more than 10 °C in an hour, and the longest
    /// unchanged stretch had 14 hours. Humidity rests at 100 % in fog and wind at 0 in calm air, so they have no rule; a
    /// machine's set points rest as well.
    package static func weather(_ quantity: Quantity) -> QualityRule? {
        switch quantity {
        case .airTemperature:
            QualityRule(
                stepPerHour: 10, stuckHours: 18, mistakenUnits: [{ ($0 - 32) / 1.8 }, { $0 - 273.15 }])
        case .airPressure:
            QualityRule(
                stepPerHour: 15, stuckHours: nil,
                mistakenUnits: [{ $0 * 33.863_89 }, { $0 * 10 }, { $0 / 100 }])
        default: nil
        }
    }
}
