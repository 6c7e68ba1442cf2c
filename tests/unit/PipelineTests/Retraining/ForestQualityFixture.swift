import Features
import Foundation
import Ingestion
import Learning
import Pipeline
import Readings
import TestSupport
import Testing

/// Sets of readings, what scikit-learn's forests find in them, and our forests fitted to the same rows.
struct ForestQualityFixture: Sendable {
    /// A set of readings.
    enum Dataset: String, CaseIterable, Sendable {
        case newYork = "new_york"
        case greensboro
        case machines

        var schema: FeatureSchema { self == .machines ? .machine : .weather }
    }

    struct Answers: Decodable {
        struct Fault: Decodable {
            let sensor: String
            let hitRows: [Int]
            let aurocs: [Double]
            let medianAuroc: Double
        }

        let readings: String
        let rows: Int
        let trainingRows: Int
        let testRows: Int
        let trainingEnd: String
        let testStart: String
        let faults: [String: Fault]
    }

    private struct File: Decodable {
        let seeds: [UInt64]
        let datasets: [String: Answers]
    }

    let answers: Answers
    let readings: ReadingTable
    /// One a seed.
    let forests: [IsolationForest]
    let testRows: [Int]

    private static let newYork = Result { try ForestQualityFixture(.newYork) }
    private static let greensboro = Result { try ForestQualityFixture(.greensboro) }
    private static let machines = Result { try ForestQualityFixture(.machines) }

    /// The fixture of a set of readings, fitted once.
    static func fitted(_ dataset: Dataset) throws -> ForestQualityFixture {
        switch dataset {
        case .newYork: try newYork.get()
        case .greensboro: try greensboro.get()
        case .machines: try machines.get()
        }
    }

    private init(_ dataset: Dataset) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let file = try decoder.decode(
            File.self, from: Data(contentsOf: ProjectFiles.fixture("scikit-learn/forest_auroc.json")))
        answers = try #require(file.datasets[dataset.rawValue])
        readings = try ReadingFile(
            path: ProjectFiles.root.appending(path: answers.readings).path, schema: dataset.schema.sensors
        ).read(source: "fixture", kind: .measurement).readings
        let table = FeatureTable(of: readings, schema: dataset.schema, trustingFlagged: false)
        let split = try TimeSplit(trainingShare: 0.8, of: table.times, gapHours: 24)
        let training = table.matrix.selecting(rows: split.trainingRows(of: table.times))
        testRows = split.testRows(of: table.times)
        try #require(readings.rowCount == answers.rows)
        try #require(split.trainingEnd.description == answers.trainingEnd)
        try #require(split.testStart.description == answers.testStart)
        try #require(training.rowCount == answers.trainingRows)
        try #require(testRows.count == answers.testRows)
        forests = try file.seeds.map { seed in
            try IsolationForestTrainer(IsolationForestParameters(seed: seed))
                .fit(training, featureNames: table.schema.featureNames, concurrently: .threads(2))
        }
    }
}
