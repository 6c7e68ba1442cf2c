public import Features

/// Whatever can grow boosted trees; a library that is found at run time, or none.
public struct TreeBooster: Sendable {
    /// Names library and version, such as `xgboost 3.2.0`.
    public let name: String
    /// What it is told, as text.
    public let parameters: [String: String]

    private let grow: @Sendable (FeatureMatrix, [Float]) throws(LearningError) -> BoostedForecaster.Ensemble

    /// A booster.
    /// - Parameters:
    ///   - name: library and version.
    ///   - parameters: what it is told, as text.
    ///   - grow: gives trees for rows and what they should give; the same for the same rows. Called on several threads.
    public init(
        name: String, parameters: [String: String],
        grow: @escaping @Sendable (FeatureMatrix, [Float]) throws(LearningError) -> BoostedForecaster.Ensemble
    ) {
        self.name = name
        self.parameters = parameters
        self.grow = grow
    }

    func ensemble(
        for rows: FeatureMatrix, changes: [Float]
    ) throws(LearningError) -> BoostedForecaster.Ensemble {
        try grow(rows, changes)
    }
}
