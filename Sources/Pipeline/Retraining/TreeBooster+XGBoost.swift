import Features
public import Learning
public import XGBoost

extension TreeBooster {
    /// Trees for the absolute error, many and shallow in effect: each sees half of the rows, and each split a fifth of
    /// the columns, which makes them quick to grow and unlike each other.
    ///
    /// Chosen on the training months of a year of New York weather, where trees of the squared error, of fewer and
    /// deeper splits or of all columns were no better and slower.
    private static func parameters(seed: UInt64) -> BoostingParameters {
        BoostingParameters(
            objective: .absoluteError, rounds: 200, depth: 6, learningRate: 0.05, minChildWeight: 20, subsample: 0.5,
            columnSamplePerSplit: 0.2, l2: 5, bins: 64, seed: UInt32(truncatingIfNeeded: seed), threads: 1)
    }

    /// A booster of the XGBoost library. One thread a call: sensors and horizons are what is spread over threads.
    /// - Parameters:
    ///   - library: grows the trees.
    ///   - seed: draws rows and columns.
    ///   - isCancelled: asked after each tree.
    public init(
        _ library: XGBoostLibrary, seed: UInt64, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        let parameters = Self.parameters(seed: seed)
        self.init(
            name: "xgboost \(library.version)",
            parameters: [
                "boosted_objective": "absolute error", "boosted_rounds": "\(parameters.rounds)",
                "boosted_depth": "\(parameters.depth)", "boosted_learning_rate": "\(parameters.learningRate)",
                "boosted_min_child_weight": "\(parameters.minChildWeight)",
                "boosted_subsample": "\(parameters.subsample)",
                "boosted_columns_per_split": "\(parameters.columnSamplePerSplit)", "boosted_l2": "\(parameters.l2)",
                "boosted_bins": "\(parameters.bins)",
            ]
        ) { (rows, changes) throws(LearningError) in
            let trees: BoostedTrees
            do throws(XGBoostError) {
                trees = try library.train(
                    rows: rows.values, columns: rows.featureCount, labels: changes, parameters: parameters,
                    isCancelled: isCancelled)
            } catch {
                throw LearningError(subject: "boosted trees", reason: error.learningReason)
            }
            var copied: [RegressionTree] = []
            for tree in trees.trees {
                copied.append(try RegressionTree(nodes: tree.nodes.map(\.copy), inputCount: rows.featureCount))
            }
            return BoostedForecaster.Ensemble(base: trees.baseScore, trees: copied)
        }
    }
}

extension BoostedTree.Node {
    fileprivate var copy: RegressionTree.Node {
        switch self {
        case .leaf(let value): .leaf(value)
        case .split(let split):
            .branch(
                feature: split.feature, below: split.threshold, left: split.yes, right: split.no,
                missingGoesLeft: split.sendsMissingToYes)
        }
    }
}

extension XGBoostError {
    fileprivate var learningReason: LearningError.Reason {
        if case .cancelled = reason { .cancelled } else { .library(message: description) }
    }
}
