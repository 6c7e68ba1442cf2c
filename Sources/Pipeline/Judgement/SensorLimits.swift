import Readings

/// From when on one sensor of one station is doubted.
struct SensorLimits: Sendable {
    let quantity: Quantity
    let criteria: FeedCriteria
    /// The farthest move within an hour, in the sensor's unit.
    let step: Double
    /// The farthest that a true value moves in an hour as a rule, in the sensor's unit.
    let usualJump: Double
    /// The least by which values of it differ, in its unit.
    let resolution: Double
    /// Equal readings in a row that are too many.
    let equal: Int
    /// The scatter that is too large, as a multiple of the largest usual one.
    let spread: Double
    /// How much difference from the others may add up, in standard deviations times days.
    let difference: Double
    /// Other units that feeds mix up.
    let otherUnits: [MeasurementUnit]

    init(of profile: FeedProfile, schema: SensorSchema, sensor: Int, criteria: FeedCriteria) {
        quantity = schema.quantities[sensor]
        self.criteria = criteria
        let step = profile.stepLimits[sensor]
        self.step = step
        usualJump = profile.errorSpreads.map { min(3 * $0[sensor], step) } ?? step / 2
        resolution = profile.resolutions[sensor]
        equal = profile.tooManyEqual(sensor: sensor, criteria: criteria)
        spread = criteria.spreadFactors[quantity.name] ?? criteria.spreadFactor
        difference = criteria.differenceLimits[quantity.name] ?? criteria.differenceLimit
        otherUnits = Array(MeasurementUnit.units(of: quantity).dropFirst())
    }

    /// Whether a value lies at an end of what is possible, where calm air and fog keep it.
    func isAtRest(_ value: Double) -> Bool {
        value <= quantity.physicalRange.lowerBound || value >= quantity.physicalRange.upperBound
    }
}
