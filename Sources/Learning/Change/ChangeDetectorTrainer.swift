public import Features

/// Fits change detectors.
public struct ChangeDetectorTrainer: Sendable {
    /// What a departure from the mean of a day or from yesterday counts beside one from the median of the last hours.
    ///
    /// A day has a course of its own, so that these are large every day; at a half they speak only of a fault that has
    /// filled the last hours already.
    private static let slowWeight: Float = 0.5
    /// Quartiles of a normal distribution lie this many standard deviations apart.
    private static let normalQuartileDistance = 1.349
    /// Hours that a median of the recent past takes at most.
    private static let recentHours = 6

    private let contamination: Double

    /// A trainer.
    /// - Parameter contamination: the share of the training rows that shall reach the limit, in (0, 0.5].
    /// - Throws: ``LearningError`` with `.parameterOutOfRange`.
    public init(contamination: Double) throws(LearningError) {
        try Contamination.fraction(contamination).validate()
        self.contamination = contamination
    }

    /// Fits a detector. A sensor that never moves, or never reports, gets no vote.
    /// - Parameters:
    ///   - rows: at least two rows; NaN is a missing value.
    ///   - schema: departures only, as many as the rows have columns.
    /// - Returns: the detector; the same for any order of the rows.
    /// - Throws: ``LearningError`` with `.tooFewRows`, `.widthMismatch`, or `.inconsistentModel` when no row changes at
    ///   all or a feature is no departure.
    public func fit(_ rows: FeatureMatrix, schema: FeatureSchema) throws(LearningError) -> ChangeDetector {
        guard rows.rowCount >= 2 else { throw failure(.tooFewRows(have: rows.rowCount, need: 2)) }
        guard rows.featureCount == schema.features.count else {
            throw failure(.widthMismatch(have: rows.featureCount, need: schema.features.count))
        }
        var spreads: [Float] = []
        var weights: [Float] = []
        for (place, feature) in schema.features.enumerated() {
            guard case .departure(_, let usual) = feature.definition else {
                throw failure(.inconsistentModel(detail: "\(feature.name) is no departure"))
            }
            let spread = spread(of: rows, feature: place)
            spreads.append(spread > 0 ? spread : 1)
            weights.append(spread > 0 ? Self.weight(of: usual) : 0)
        }
        let unlimited = try ChangeDetector(
            spreads: spreads, weights: weights, limit: 1, contamination: contamination)
        var changes = [Double](repeating: 0, count: rows.rowCount)
        for row in changes.indices {
            changes[row] = try unlimited.change(
                rows.values.span.extracting(
                    row * rows.featureCount..<(row + 1) * rows.featureCount))
        }
        // Where fewer rows change at all than shall reach the limit, those that do.
        let share = Percentile.linear(100 * (1 - contamination), of: changes)
        guard let limit = share > 0 ? share : changes.filter({ $0 > 0 }).min() else {
            throw failure(.inconsistentModel(detail: "no sensor ever changes in the training rows"))
        }
        return try ChangeDetector(spreads: spreads, weights: weights, limit: limit, contamination: contamination)
    }

    private static func weight(of usual: FeatureDefinition.Usual) -> Float {
        if case .median(let hours) = usual, hours <= recentHours { 1 } else { slowWeight }
    }

    /// By the quartiles; by the standard deviation where more than half of the departures are the same, as of a sensor
    /// that seldom moves; 0 where all are, and of a sensor that never reports.
    private func spread(of rows: FeatureMatrix, feature: Int) -> Float {
        var values: [Double] = []
        values.reserveCapacity(rows.rowCount)
        for row in 0..<rows.rowCount where rows[row, feature].isFinite { values.append(Double(rows[row, feature])) }
        guard !values.isEmpty else { return 0 }
        values.sort()
        let distance = Percentile.linear(75, of: values) - Percentile.linear(25, of: values)
        if distance > 0 { return Float(distance / Self.normalQuartileDistance) }
        // Of sorted values, so that the order of the rows has no influence.
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return Float((squares / Double(values.count)).squareRoot())
    }

    private func failure(_ reason: LearningError.Reason) -> LearningError {
        LearningError(subject: ChangeDetector.subject, reason: reason)
    }
}
