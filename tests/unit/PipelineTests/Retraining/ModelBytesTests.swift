import Features
import Foundation
import Ingestion
import Learning
import ONNX
import Pipeline
import Readings
import Registry
import TestSupport
import Testing

/// The bytes of a trained forest's model file.
struct ModelBytesTests {
    /// Rows enough for several pieces of scoring and for the medians' sample, with undefined values among them.
    private static let rows = Result { () throws -> FeatureMatrix in
        let readings = try ReadingFile(
            path: ProjectFiles.fixture("readings/machines.csv.gz").path, schema: .machine
        ).read(source: "fixture", kind: .simulated).readings
        let rows = FeatureTable(of: readings, schema: .machine, trustingFlagged: false).matrix
        return rows.selecting(rows: (0..<3).flatMap { _ in 0..<rows.rowCount })
    }

    private func modelFile(_ contamination: Contamination, threads: Int) throws -> [UInt8] {
        let parameters = IsolationForestParameters(contamination: contamination, seed: 42)
        let forest = try IsolationForestTrainer(parameters).fit(
            Self.rows.get(), featureNames: FeatureSchema.machine.featureNames, concurrently: .threads(threads))
        return try [UInt8](forest.graph(schema: .machine).serialized())
    }

    /// FNV-1a with 64 bits.
    private func digest(_ bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    @Test func `are the same for any number of threads and each time`() throws {
        let alone = try modelFile(.fraction(0.1), threads: 1)
        for threads in [1, 2, 4, 2, 4] {
            #expect(try modelFile(.fraction(0.1), threads: threads) == alone)
        }
    }

    /// Cut at a fixed score, the file holds no result of `exp2`, whose last bit is the platform's.
    @Test(arguments: [1, 2, 4])
    func `never change for the same rows, parameters and seed`(threads: Int) throws {
        let found = digest(try modelFile(.auto, threads: threads))
        #expect(found == "3954dda894ce79ff")
    }
}
