import FeatureStore
import Features
import Foundation
import Parquet
import Readings
import TestSupport
import Testing

struct ParquetOfflineStoreTests {
    private let scratch: ScratchDirectory
    private let store: ParquetOfflineStore

    init() throws {
        scratch = try ScratchDirectory()
        store = ParquetOfflineStore(dataDirectory: scratch.path)
    }

    private func file(_ month: String) -> String {
        scratch.file("features/view=sensor_stats_view/schema=weather/\(month).parquet")
    }

    /// Stores readings of two stations and their rows.
    /// - Returns: the rows as they are expected, by month and station.
    @discardableResult
    private func materialize(hours: Range<Int>, schema: FeatureSchema = .weather) throws -> FeatureTable {
        var random = SeededRandom(seed: 2)
        let readings = hours.flatMap { hour in
            ["EWR", "JFK"].map { Reading.weather($0, hour: hour, .random(in: -20...30, using: &random)) }
        }
        try LakeWriter(dataDirectory: scratch.path).add(ReadingTable(readings))
        _ = try FeatureMaterialization(dataDirectory: scratch.path, schema: schema).run()
        let table = FeatureTable(of: ReadingTable(readings), schema: schema, trustingFlagged: false)
        let rows = (0..<table.rowCount).sorted { one, other in
            (table.times[one].month, table.stations[one], table.times[one])
                < (table.times[other].month, table.stations[other], table.times[other])
        }
        return table.selecting(rows: rows)
    }

    private func expectSame(_ left: FeatureTable, _ right: FeatureTable) {
        #expect(left.schema == right.schema)
        #expect(left.stations == right.stations)
        #expect(left.times == right.times)
        // An undefined value has many bit patterns in memory and none in a file.
        func bits(_ table: FeatureTable) -> [UInt32?] { table.matrix.values.map { $0.isNaN ? nil : $0.bitPattern } }
        #expect(bits(left) == bits(right))
    }

    @Test func `gives rows back bit for bit, month by month`() throws {
        let table = try materialize(hours: 700..<800)
        expectSame(try store.table(of: .weather), table)
        #expect(try ParquetReader(path: file("2026-01")).rowCount == 88)
        #expect(try ParquetReader(path: file("2026-02")).rowCount == 112)
    }

    @Test func `is empty before anything was written`() throws {
        #expect(try store.table(of: .weather).rowCount == 0)
        _ = try FeatureMaterialization(dataDirectory: scratch.path, schema: .weather).run()
        #expect(try scratch.entries == [])
        try materialize(hours: 0..<3)
        #expect(try store.table(of: .machine).rowCount == 0)
    }

    @Test func `leaves alone what does not belong to it`() throws {
        try materialize(hours: 0..<3)
        let directory = URL(filePath: file("2026-01")).deletingLastPathComponent()
        for name in ["notes.txt", ".DS_Store", "2026-13.parquet", "old.parquet", ".2026-02.parquet.part"] {
            try Data("notes".utf8).write(to: directory.appending(path: name))
        }
        #expect(try store.table(of: .weather).rowCount == 6)
    }

    @Test func `refuses rows that were computed otherwise`() throws {
        let weather = FeatureSchema.weather
        let changed = FeatureSchema(
            sensors: .weather,
            features: weather.features.dropLast() + [Feature(name: "humidity_x_pressure", definition: .product(1, 2))])
        try #require(changed.fingerprint != weather.fingerprint)
        let table = try materialize(hours: 0..<3, schema: changed)
        let path = file("2026-01")
        let reason = FeatureStoreError.Reason.otherSchema(found: changed.fingerprint, expected: weather.fingerprint)
        #expect(throws: FeatureStoreError(subject: path, reason: reason)) { try store.table(of: weather) }
        #expect(try store.table(of: changed).rowCount == 6)

        try ParquetWriter.write(table.recordBatch(), to: path)
        let unknown = FeatureStoreError.Reason.otherSchema(found: "unknown", expected: weather.fingerprint)
        #expect(throws: FeatureStoreError(subject: path, reason: unknown)) { try store.table(of: weather) }
    }

    @Test func `names a damaged file and what makes it anew`() throws {
        try materialize(hours: 0..<300)
        let path = file("2026-01")
        let whole = try Data(contentsOf: URL(filePath: path))
        var flipped = whole
        for place in whole.count / 3..<whole.count / 3 + 64 { flipped[place] ^= 0xff }
        for (bytes, options) in [(Data(), ""), (Data("PAR1, or not".utf8), ""), (flipped, " --full")] {
            try bytes.write(to: URL(filePath: path))
            let error = try #require(throws: FeatureStoreError.self) { try store.table(of: .weather) }
            #expect(error.subject == path && error.isBadData)
            let command = "driftdetector features materialize --schema weather\(options) computes it anew"
            #expect("\(error)".hasPrefix("\(path): ") && "\(error)".hasSuffix(command))
        }
    }

    @Test func `has one column a feature behind station and moment`() throws {
        let batch = try materialize(hours: 0..<2).recordBatch()
        #expect(batch.schema.names == ["machine_id", "observed_at"] + FeatureSchema.weather.featureNames)
        #expect(batch["machine_id"] == .category(codes: [0, 0, 1, 1], names: ["EWR", "JFK"]))
        #expect(batch["temp_std_3h"]?.type == .float32)
    }
}
