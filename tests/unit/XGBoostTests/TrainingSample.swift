import TestSupport
import XGBoost

/// Seeded rows whose labels are twice the first column, plus a product of two others, plus noise.
struct TrainingSample {
    let columns: Int
    var rows: [Float]
    var labels: [Float]

    /// Of the values, the part `missing` is NaN.
    init(rows count: Int, columns: Int, missing: Float = 0.05, seed: UInt64 = 7) {
        var random = SeededRandom(seed: seed)
        self.columns = columns
        rows = []
        labels = []
        for _ in 0..<count {
            let row = (0..<columns).map { _ in Float.random(in: -1...1, using: &random) }
            labels.append(2 * row[0] + row[1] * row[2] + .random(in: -0.1...0.1, using: &random))
            rows += row.map { Float.random(in: 0..<1, using: &random) < missing ? .nan : $0 }
        }
    }

    func row(_ index: Int) -> [Float] {
        Array(rows[index * columns..<(index + 1) * columns])
    }

    func train(
        _ parameters: BoostingParameters, isCancelled: () -> Bool = { false }
    ) throws -> BoostedTrees {
        try XGBoostFixture.library().train(
            rows: rows, columns: columns, labels: labels, parameters: parameters, isCancelled: isCancelled)
    }
}
