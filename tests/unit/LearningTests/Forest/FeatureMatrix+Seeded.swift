import Features
import Learning

extension FeatureMatrix {
    /// Rows of nearly normal numbers; each value is missing with the given probability.
    static func seeded(rows: Int, features: Int, seed: UInt64, missing: Double = 0) -> FeatureMatrix {
        var generator = Xoshiro256(seed: seed, stream: 0)
        let values = (0..<rows * features).map { _ in
            let value = Float((0..<12).reduce(-6) { total, _ in total + generator.uniform() })
            return generator.uniform() < missing ? Float.nan : value
        }
        return FeatureMatrix(values: values, featureCount: features)
    }

    /// Names for the columns.
    var names: [String] { (0..<featureCount).map { "feature_\($0)" } }
}
