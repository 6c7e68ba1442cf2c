import Drift
import Features
import Foundation
import Readings
import Registry
import TestSupport
import Testing

struct ReferenceSetTests {
    private let scratch: ScratchDirectory
    private let registry: ModelRegistry

    init() throws {
        scratch = try ScratchDirectory()
        registry = ModelRegistry(dataDirectory: scratch.file("data"))
    }

    private func table(rows: Int, seed: UInt64 = 3) -> FeatureTable {
        var random = SeededRandom(seed: seed)
        let width = FeatureSchema.machine.features.count
        return FeatureTable(
            schema: .machine, stations: (0..<rows).map { "machine \($0 % 3)" },
            times: (0..<rows).map { Timestamp(hourIndex: Int64($0)) },
            matrix: FeatureMatrix(
                values: (0..<rows * width).map {
                    $0 % width == 5 ? .nan : Float.random(in: -9...9, using: &random)
                }, featureCount: width))
    }

    private func bits(_ reference: ReferenceSet) -> [UInt32] { reference.rows.matrix.values.map(\.bitPattern) }

    private func registered(_ reference: ReferenceSet?) throws -> ModelVersion {
        let package = try ModelPackage(
            graph: [1, 2, 3], description: "", parity: ParityCheck(model: "m", notRunBecause: "none", tolerance: 1),
            reference: reference)
        let run = TrainingRun(
            kind: .anomaly, view: "machine", schemaFingerprint: FeatureSchema.machine.fingerprint,
            inputs: FeatureSchema.machine.featureNames,
            data: TrainingRun.DataWindow(from: "", to: "", rows: 0, contentHash: ""), parameters: [:], seed: 1,
            metrics: [:], trainedAt: "", programVersion: "")
        return try registry.register(name: "detector", run: run, package: package)
    }

    @Test func `what is kept of the training rows comes back from the version`() throws {
        let table = table(rows: 800)
        let kept = ReferenceSet(of: table, seed: 42)
        let version = try registered(kept)
        #expect(
            version.digests.keys.sorted() == [
                "MLmodel", "checks.json", "model.onnx", "reference.json", "reference.parquet",
            ])
        let read = try #require(try registry.referenceSet(of: version, schema: .machine))
        #expect(read.isExact)
        #expect(read.rowCount == 800)
        #expect(read.rows.stations == table.stations)
        #expect(read.rows.times == table.times)
        #expect(read.rows.matrix.values.map(\.bitPattern) == table.matrix.values.map(\.bitPattern))
        #expect(read.profiles == kept.profiles)
        let profile = ReferenceProfile(Sample((0..<800).map { table.matrix[$0, 7] }))
        #expect(read.profiles[7] == profile)
        #expect(read.profiles[5].isEmpty)
        #expect(read.profiles[5].nonFiniteCount == 800)
    }

    @Test(arguments: [0, 1, 250, 799])
    func `of more rows a uniform sample is kept, the same for the same seed, and the profiles are those of all`(
        mostRows: Int
    ) throws {
        let table = table(rows: 800)
        let kept = ReferenceSet(of: table, mostRows: mostRows, seed: 42)
        #expect(kept.rows.rowCount == mostRows)
        #expect(!kept.isExact)
        #expect(bits(kept) == bits(ReferenceSet(of: table, mostRows: mostRows, seed: 42)))
        #expect(kept.rows.times == kept.rows.times.sorted())
        #expect(kept.profiles == ReferenceSet(of: table, seed: 1).profiles)
        let read = try #require(try registry.referenceSet(of: try registered(kept), schema: .machine))
        #expect(bits(read) == bits(kept))
        #expect(read.rowCount == 800)
    }

    @Test func `a version without a reference has none, and a changed file is refused`() throws {
        #expect(try registry.referenceSet(of: try registered(nil), schema: .machine) == nil)
        let version = try registered(ReferenceSet(of: table(rows: 40), seed: 1))
        for file in [ReferenceSet.profileFile, ReferenceSet.rowFile] {
            let path = "\(version.directory)/\(file)"
            let whole = try Data(contentsOf: URL(filePath: path))
            try Data("{}".utf8).write(to: URL(filePath: path))
            let error = #expect(throws: RegistryError.self) {
                try registry.referenceSet(of: version, schema: .machine)
            }
            #expect(error?.reason == .digestMismatch(file: file))
            try whole.write(to: URL(filePath: path))
        }
        #expect(throws: RegistryError.self) { try registry.referenceSet(of: version, schema: .weather) }
    }
}
