import BenchmarkSupport
import Features
import Foundation
import Ingestion
import Learning
import ONNX
import Readings
import Registry

/// What is measured, loaded once.
struct Workload {
    private let year: ReadingTable
    private let rows: FeatureMatrix
    private let trainer: IsolationForestTrainer
    private let forest: IsolationForest

    init(dataset: String) throws {
        year = try ReadingFile(path: dataset, schema: .weather).read(source: "benchmark", kind: .measurement).readings
        rows = SyntheticWeather.completeRows(100_000, seed: 1)
        trainer = try IsolationForestTrainer(IsolationForestParameters(contamination: .fraction(0.1), seed: 1))
        forest = try trainer.fit(rows, featureNames: FeatureSchema.weather.featureNames)
    }

    /// Writes what the peers work on and are compared with: both matrices, the scores and the exported forest, numbers
    /// in the machine's own order of bytes.
    func writeMaterial(to folder: URL) throws {
        func write<Number>(_ numbers: [Number], _ name: String) throws {
            try numbers.withUnsafeBytes { try Data($0).write(to: folder.appending(path: name)) }
        }
        try write(FeatureTable(of: year, schema: .weather, trustingFlagged: true).matrix.values, "year.f32")
        try write(rows.values, "rows.f32")
        try write(try forest.scoreSamples(rows), "scores.f64")
        let graph = try forest.graph(schema: .weather).serialized()
        try Data(graph).write(to: folder.appending(path: "model.onnx"))
    }

    /// Does a task a number of times.
    /// - Returns: CPU seconds a time, and a sum of results that shows that nothing was left out.
    func measure(_ task: PeerTask, repeats: Int) throws -> (seconds: Double, checksum: Double) {
        var checksum = 0.0
        let seconds = try CPUClock.measure {
            for turn in 0..<repeats {
                switch task {
                case .features:
                    let matrix = FeatureTable(of: year, schema: .weather, trustingFlagged: true).matrix
                    let value = matrix[turn % matrix.rowCount, 0]
                    checksum += value.isNaN ? 0 : Double(value)
                case .fit:
                    checksum += try trainer.fit(rows, featureNames: FeatureSchema.weather.featureNames).offset
                case .score:
                    checksum += try forest.scoreSamples(rows)[turn % rows.rowCount]
                case .row:
                    checksum += try forest.scoreSample(rows[row: turn % rows.rowCount].span)
                }
            }
        }
        return (seconds / Double(repeats), checksum)
    }
}
