public import Features
import RealModule

/// A detector of sudden change: how far any sensor departs from its own recent past, in units of the usual departure.
///
/// The change z of a row is the largest weight × |departure| ÷ spread of its features, and its score 1 − 2^(−z/limit):
/// 0.5 at the limit, 0 without any change. A missing departure has no vote. Season and level of the sensors play no part.
///
/// Spreads are robust (Rousseeuw, Croux, "Alternatives to the median absolute deviation", JASA 88, 1993,
/// doi 10.1080/01621459.1993.10476408, section 1), so that faults among the training rows do not hide later ones.
public struct ChangeDetector: AnomalyDetector, Equatable {
    /// For each feature its usual size, > 0 and finite.
    public let spreads: [Float]
    /// For each feature how much it counts, 0 … 1; 0 for one that never changed in training.
    public let weights: [Float]
    /// The change from which on a row is an anomaly, > 0 and finite.
    public let limit: Double
    /// The share of the training rows that reach the limit, in (0, 0.5].
    public let contamination: Double

    /// Values a row has.
    public var featureCount: Int { spreads.count }

    /// The score of a row at the limit.
    public var anomalyThreshold: Double { 0.5 }

    /// A detector of given parts, as a model file holds them.
    /// - Parameters:
    ///   - spreads: one a feature, > 0 and finite.
    ///   - weights: one a feature, 0 … 1.
    ///   - limit: > 0 and finite.
    ///   - contamination: in (0, 0.5].
    /// - Throws: ``LearningError`` with `.inconsistentModel`.
    public init(
        spreads: [Float], weights: [Float], limit: Double, contamination: Double
    ) throws(LearningError) {
        func require(_ holds: Bool, _ detail: @autoclosure () -> String) throws(LearningError) {
            guard !holds else { return }
            throw LearningError(subject: Self.subject, reason: .inconsistentModel(detail: detail()))
        }
        try require(!spreads.isEmpty, "there is no feature")
        try require(spreads.count == weights.count, "\(spreads.count) spreads and \(weights.count) weights")
        try require(spreads.allSatisfy { $0 > 0 && $0.isFinite }, "a spread is not greater than 0 and finite")
        try require(weights.allSatisfy { (0...1).contains($0) }, "a weight is not within 0 ... 1")
        try require(limit > 0 && limit.isFinite, "the limit is \(limit)")
        try require(contamination > 0 && contamination <= 0.5, "the contamination is \(contamination)")
        self.spreads = spreads
        self.weights = weights
        self.limit = limit
        self.contamination = contamination
    }

    /// What errors call it.
    static let subject = "change detector"

    /// The change of one row.
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: ≥ 0, in units of the usual departure.
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    public func change(_ row: Span<Float>) throws(LearningError) -> Double {
        guard row.count == featureCount else {
            throw LearningError(subject: Self.subject, reason: .widthMismatch(have: row.count, need: featureCount))
        }
        var largest: Float = 0
        for feature in 0..<row.count {
            let change = change(row[feature], feature)
            if change > largest { largest = change }
        }
        return Double(largest)
    }

    /// The score of one row.
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: a score in [0, 1]; 0.5 at the limit.
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    public func anomalyScore(_ row: Span<Float>) throws(LearningError) -> Double {
        score(ofChange: try change(row))
    }

    /// The scores of all rows, each the same to the last bit as alone.
    /// - Parameter rows: `featureCount` columns; NaN is a missing value.
    /// - Returns: one score in [0, 1] a row.
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    public func anomalyScores(_ rows: FeatureMatrix) throws(LearningError) -> [Double] {
        guard rows.featureCount == featureCount else {
            throw LearningError(
                subject: Self.subject, reason: .widthMismatch(have: rows.featureCount, need: featureCount))
        }
        var scores = [Double](repeating: 0, count: rows.rowCount)
        for row in scores.indices {
            scores[row] = try anomalyScore(rows.values.span.extracting(row * featureCount..<(row + 1) * featureCount))
        }
        return scores
    }

    /// Each departure in units of what is usual, with its sign.
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: the limit as baseline, and one contribution for each feature, 0 for a missing one.
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    public func explanation(of row: [Float]) throws(LearningError) -> ScoreExplanation {
        _ = try change(row.span)
        let contributions = row.indices.map { feature in
            let change = Double(change(row[feature], feature))
            return change.isNaN ? 0 : row[feature] < 0 ? -change : change
        }
        return ScoreExplanation(method: .change, baseline: limit, contributions: contributions)
    }

    /// The departure that makes the score.
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: nil for a row that departs from nothing, or of another width.
    public func cause(of row: [Float]) -> ChangeCause? {
        guard row.count == featureCount else { return nil }
        var largest: (feature: Int, change: Float)?
        for feature in row.indices {
            let change = change(row[feature], feature)
            if change > largest?.change ?? 0 { largest = (feature, change) }
        }
        return largest.map {
            ChangeCause(
                feature: $0.feature, departure: Double(row[$0.feature]), spread: Double(spreads[$0.feature]))
        }
    }

    /// In Float and in this order, as the exported graph computes it; not a number for a missing value.
    private func change(_ departure: Float, _ feature: Int) -> Float {
        abs(departure) / spreads[feature] * weights[feature]
    }

    private func score(ofChange change: Double) -> Double {
        1 - Double.exp2(-change / limit)
    }
}
