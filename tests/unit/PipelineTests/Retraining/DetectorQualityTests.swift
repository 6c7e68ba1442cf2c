import Features
import Foundation
import Learning
import Pipeline
import Readings
import TestSupport
import Testing

/// Our forest beside scikit-learn's on the bundled year, the same faults in the same rows; answers of
/// `scripts/oracles/forest_auroc.py`.
struct DetectorQualityTests {
    private struct Fixture: Decodable {
        struct Fault: Decodable {
            let sensor: String
            let hitRows: [Int]
            let medianAuroc: Double
        }

        let rows: Int
        let trainingRows: Int
        let testRows: Int
        let trainingEnd: String
        let testStart: String
        let seeds: [UInt64]
        let faults: [String: Fault]
    }

    private static let fixture = Result { () throws -> Fixture in
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(
            Fixture.self, from: Data(contentsOf: ProjectFiles.fixture("scikit-learn/forest_auroc.json")))
    }

    /// One forest a seed, fitted to the rows that scikit-learn learned from.
    private static let forests = Result { () throws -> (forests: [IsolationForest], testRows: [Int]) in
        let fixture = try Self.fixture.get()
        let readings = try BundledYear.readings.get()
        let table = FeatureTable(of: readings, schema: .weather, trustingFlagged: false)
        let split = try TimeSplit(trainingShare: 0.8, of: table.times, gapHours: 24)
        #expect(readings.rowCount == fixture.rows)
        #expect(split.trainingEnd.description == fixture.trainingEnd)
        #expect(split.testStart.description == fixture.testStart)
        let training = table.matrix.selecting(rows: split.trainingRows(of: table.times))
        #expect(training.rowCount == fixture.trainingRows)
        let testRows = split.testRows(of: table.times)
        #expect(testRows.count == fixture.testRows)
        let forests = try fixture.seeds.map { seed in
            try IsolationForestTrainer(IsolationForestParameters(seed: seed))
                .fit(training, featureNames: table.schema.featureNames, concurrently: .threads(2))
        }
        return (forests, testRows)
    }

    @Test(arguments: InjectedFault.all(of: .weather))
    func `finds a fault as well as scikit-learn's forest does`(fault: InjectedFault) throws {
        let theirs = try #require(try Self.fixture.get().faults[fault.name])
        let (forests, testRows) = try Self.forests.get()
        let faulty = fault.injected(into: try BundledYear.readings.get(), rows: theirs.hitRows)
        let rows = FeatureTable(of: faulty, schema: .weather, trustingFlagged: false).matrix
            .selecting(rows: testRows)
        let hits = Set(theirs.hitRows)
        let isHit = testRows.map { hits.contains($0) }
        #expect(isHit.count { $0 } == theirs.hitRows.count)
        var areas: [Double] = []
        for forest in forests {
            let scores: [Double] = try forest.scoreSamples(rows).map { -$0 }
            areas.append(try ROCCurve(scores: scores, isPositive: isHit).area)
        }
        areas.sort()
        let median = (areas[areas.count / 2 - 1] + areas[areas.count / 2]) / 2
        #expect(median >= theirs.medianAuroc - 0.02, "ours \(median), scikit-learn's \(theirs.medianAuroc)")
    }
}
