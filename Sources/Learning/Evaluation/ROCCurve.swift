/// How well a score ranks the rows of one class above those of the other.
///
/// Equals scikit-learn's `roc_curve` with `drop_intermediate=False`, and its `roc_auc_score`.
public struct ROCCurve: Sendable, Equatable {
    /// Rates when every row that scores at least `threshold` is called positive.
    public struct Point: Sendable, Equatable {
        /// The least score called positive; +∞ for the first point.
        public let threshold: Double
        /// Share of the negative rows called positive, 0 ... 1.
        public let falsePositiveRate: Double
        /// Share of the positive rows called positive, 0 ... 1.
        public let truePositiveRate: Double
    }

    /// From (0, 0) to (1, 1), one point a distinct score, the highest score first.
    public let points: [Point]
    /// Probability that a positive row outscores a negative one, ties counted half, 0 ... 1.
    ///
    /// Counted in whole numbers and divided once, so exact but for that rounding (Mann, Whitney 1947,
    /// doi 10.1214/aoms/1177730491).
    public let area: Double

    /// The curve of scored rows.
    ///
    /// - Parameters:
    ///   - scores: one a row, not NaN; a higher one speaks for the positive class.
    ///   - isPositive: as many; whether the row is of the positive class.
    /// - Throws: ``LearningError`` with `.oneClassOnly`, or `.parameterOutOfRange` for a NaN score.
    public init(scores: [Double], isPositive: [Bool]) throws(LearningError) {
        precondition(scores.count == isPositive.count, "every score needs its class")
        if let place = scores.firstIndex(where: \.isNaN) {
            throw LearningError(
                subject: "ROC curve",
                reason: .parameterOutOfRange(name: "scores[\(place)]", value: "NaN", allowed: "a number"))
        }
        let positives = isPositive.count { $0 }
        let negatives = isPositive.count - positives
        guard positives > 0, negatives > 0 else {
            throw LearningError(subject: "ROC curve", reason: .oneClassOnly)
        }
        var points = [Point(threshold: .infinity, falsePositiveRate: 0, truePositiveRate: 0)]
        var (truePositives, falsePositives, doubledWins) = (0, 0, 0)
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        var next = 0
        while next < order.count {
            let threshold = scores[order[next]]
            var (tiedPositives, tiedNegatives) = (0, 0)
            while next < order.count, scores[order[next]] == threshold {
                if isPositive[order[next]] { tiedPositives += 1 } else { tiedNegatives += 1 }
                next += 1
            }
            doubledWins += tiedNegatives * (2 * truePositives + tiedPositives)
            truePositives += tiedPositives
            falsePositives += tiedNegatives
            points.append(
                Point(
                    threshold: threshold,
                    falsePositiveRate: Double(falsePositives) / Double(negatives),
                    truePositiveRate: Double(truePositives) / Double(positives)))
        }
        self.points = points
        area = Double(doubledWins) / (2 * Double(positives) * Double(negatives))
    }
}
