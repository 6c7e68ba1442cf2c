public import Features

extension IsolationForest {
    /// Scikit-learn's `score_samples` of one row: −2^(−E[h]/c(sample size)); the lower, the stranger.
    ///
    /// Allocates nothing on the heap up to 128 features. The same to the last bit as the row's score in a batch.
    ///
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: a score in [−1, 0).
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    public func scoreSample(_ row: Span<Float>) throws(LearningError) -> Double {
        try requireWidth(row.count)
        return row.withUnsafeBufferPointer { packed.scoreSample($0) }
    }

    /// Scikit-learn's `score_samples` of all rows.
    ///
    /// - Parameter rows: `featureCount` columns; NaN is a missing value.
    /// - Returns: one score in [−1, 0) a row.
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    public func scoreSamples(_ rows: FeatureMatrix) throws(LearningError) -> [Double] {
        try requireWidth(rows.featureCount)
        return packed.scoreSamples(rows, in: 0..<rows.rowCount)
    }

    /// The paper's anomaly score of one row: 2^(−E[h]/c(sample size)); the higher, the stranger, 0.5 is ordinary.
    ///
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: a score in (0, 1].
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    public func anomalyScore(_ row: Span<Float>) throws(LearningError) -> Double {
        -(try scoreSample(row))
    }

    /// The paper's anomaly scores of all rows.
    ///
    /// - Parameter rows: `featureCount` columns; NaN is a missing value.
    /// - Returns: one score in (0, 1] a row.
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    public func anomalyScores(_ rows: FeatureMatrix) throws(LearningError) -> [Double] {
        try scoreSamples(rows).map { -$0 }
    }

    /// A forest's scores come from all features together.
    /// - Returns: nil.
    public func cause(of row: [Float]) -> ChangeCause? { nil }

    /// Scikit-learn's `decision_function` of one row: how far its score lies above the offset.
    ///
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: the distance; negative for an outlier.
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    public func decisionFunction(_ row: Span<Float>) throws(LearningError) -> Double {
        try scoreSample(row) - offset
    }

    /// Whether scikit-learn's `predict` would give −1.
    ///
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: true if the decision function is negative.
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    public func isOutlier(_ row: Span<Float>) throws(LearningError) -> Bool {
        try decisionFunction(row) < 0
    }

    private func requireWidth(_ width: Int) throws(LearningError) {
        guard width != featureCount else { return }
        throw LearningError(subject: "isolation forest", reason: .widthMismatch(have: width, need: featureCount))
    }
}
