public import Features

/// Boosted trees for the sensors and horizons that have any: change from the present = base value + sum over the trees.
public struct BoostedForecaster: Sendable, Equatable {
    /// The trees of one sensor and horizon.
    public struct Ensemble: Sendable, Equatable {
        /// What the trees' numbers are added to, in the sensor's unit.
        public let base: Float
        /// In the order in which they were grown.
        public let trees: [RegressionTree]

        private let packed: PackedTrees

        /// Trees of one sensor and horizon.
        /// - Parameters:
        ///   - base: finite.
        ///   - trees: that look at a forecast schema's inputs.
        public init(base: Float, trees: [RegressionTree]) {
            self.base = base
            self.trees = trees
            packed = PackedTrees(trees)
        }

        /// The change from the present.
        /// - Parameter inputs: one value for each input, NaN where undefined.
        /// - Returns: in the sensor's unit.
        public func change(_ inputs: UnsafeBufferPointer<Float>) -> Double {
            // In Float and in this order, as XGBoost adds them up.
            Double(packed.sum(startingAt: base, of: inputs))
        }
    }

    /// Inputs, sensors and horizons.
    public let schema: ForecastSchema
    /// One an output, nil where there are no trees; outputs run as in ``RidgeForecaster``.
    public let ensembles: [Ensemble?]

    /// A model of given trees.
    /// - Parameters:
    ///   - schema: inputs, sensors and horizons.
    ///   - ensembles: one an output.
    /// - Throws: ``LearningError`` when there are not as many as outputs.
    public init(schema: ForecastSchema, ensembles: [Ensemble?]) throws(LearningError) {
        guard ensembles.count == schema.outputCount, ensembles.allSatisfy({ $0?.base.isFinite ?? true }) else {
            throw LearningError(
                subject: "boosted forecaster",
                reason: .inconsistentModel(
                    detail: "\(ensembles.count) ensembles of trees for \(schema.outputCount) outputs, or a base value "
                        + "that is not finite"))
        }
        self.schema = schema
        self.ensembles = ensembles
    }
}
