import Foundation
import XGBoost

/// What `scripts/oracles/xgboost_fixture.py` wrote.
struct PythonAnswers: Decodable {
    struct Case: Decodable {
        var parameters: Parameters
        var predictions: [Float]
    }

    struct Parameters: Decodable {
        var objective: String
        var level: Double?
        var rounds: Int
        var depth: Int
        var learningRate: Double
        var minChildWeight: Double
        var subsample: Double
        var columnSample: Double
        var l2: Double
        var bins: Int
        var seed: UInt32

        func boosting() throws -> BoostingParameters {
            let objective: Objective =
                switch (objective, level) {
                case ("squaredError", nil): .squaredError
                case ("absoluteError", nil): .absoluteError
                case ("quantile", let level?): .quantile(level)
                default: throw CocoaError(.fileReadCorruptFile)
                }
            return BoostingParameters(
                objective: objective, rounds: rounds, depth: depth, learningRate: learningRate,
                minChildWeight: minChildWeight, subsample: subsample, columnSample: columnSample, l2: l2, bins: bins,
                seed: seed)
        }
    }

    var columns: Int
    private var rows: [Float?]
    var labels: [Float]
    var cases: [Case]

    var values: [Float] { rows.map { $0 ?? .nan } }

    static func read() throws -> PythonAnswers {
        try JSONDecoder().decode(PythonAnswers.self, from: Data(XGBoostFixture.bytes("training.json")))
    }

    /// Predictions of our trees for all rows.
    func predictions(of trees: BoostedTrees) throws -> [Float] {
        let values = values
        return try labels.indices.map { try trees.predict(Array(values[$0 * columns..<($0 + 1) * columns])) }
    }
}
