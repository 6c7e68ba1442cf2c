public import Features
public import Learning
public import Registry

/// What a detector is made of.
public enum DetectorRecipe: Sendable, Equatable {
    /// An isolation forest.
    case forest(IsolationForestParameters)
    /// A change detector that a share of its training rows, in (0, 0.5], shall reach the limit of.
    case change(contamination: Double)

    /// The recipe for a set of features: departures alone are judged by change, all else by a forest; either flags a
    /// tenth of its training rows.
    /// - Parameters:
    ///   - schema: the features.
    ///   - seed: of all random choices.
    public init(for schema: FeatureSchema, seed: UInt64) {
        let isChange = schema.features.allSatisfy {
            if case .departure = $0.definition { true } else { false }
        }
        self = isChange ? .change(contamination: 0.1) : .forest(IsolationForestParameters(seed: seed))
    }

    /// What the trainer is told, as a version's record names it.
    public var parameters: [String: String] {
        switch self {
        case .forest(let parameters):
            [
                "detector": "isolation forest", "estimators": "\(parameters.estimators)",
                "max_samples": "\(parameters.maxSamples)", "max_features": "\(parameters.maxFeatures)",
                "bootstrap": "\(parameters.bootstrap)", "contamination": "\(parameters.contamination)",
            ]
        case .change(let contamination): ["detector": "change", "contamination": "\(contamination)"]
        }
    }

    /// Fits a detector.
    /// - Parameters:
    ///   - rows: training rows.
    ///   - schema: their features.
    ///   - loop: how the work is run; has no influence on the result.
    /// - Returns: the detector.
    /// - Throws: ``LearningError`` when the rows are too few or a column is empty.
    public func fit(
        _ rows: FeatureMatrix, schema: FeatureSchema, concurrently loop: ConcurrentLoop
    ) throws(LearningError) -> any ExportableDetector {
        switch self {
        case .forest(let parameters):
            try IsolationForestTrainer(parameters).fit(
                rows, featureNames: schema.featureNames, concurrently: loop)
        case .change(let contamination):
            try ChangeDetectorTrainer(contamination: contamination).fit(rows, schema: schema)
        }
    }
}
