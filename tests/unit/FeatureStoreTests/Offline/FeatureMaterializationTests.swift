import FeatureStore
import Features
import Foundation
import Parquet
import Readings
import TestSupport
import Testing

struct FeatureMaterializationTests {
    private let scratch: ScratchDirectory
    private let writer: LakeWriter

    init() throws {
        scratch = try ScratchDirectory()
        writer = LakeWriter(dataDirectory: scratch.path)
    }

    private var folder: String { scratch.file("features/view=sensor_stats_view/schema=weather") }

    private func run(
        _ scope: MaterializationScope = MaterializationScope(), readingsAtOnce: Int = 500_000
    ) throws -> MaterializationSummary {
        try FeatureMaterialization(
            dataDirectory: scratch.path, schema: .weather, readingsAtOnce: readingsAtOnce
        ).run(scope)
    }

    /// All rows of the files, in their order.
    private func stored() throws -> [NaiveRowVersions.Row] {
        var rows: [NaiveRowVersions.Row] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let batch = try ParquetReader(path: "\(folder)/\(name)").read()
            #expect(Array(batch.schema.names.prefix(3)) == ["machine_id", "observed_at", "known_at"])
            guard case .category(let codes, let names)? = batch["machine_id"],
                case .timestamp(let observed)? = batch["observed_at"],
                case .timestamp(let known)? = batch["known_at"]
            else {
                Issue.record("\(name) has other columns")
                continue
            }
            let columns = FeatureSchema.weather.featureNames.map { feature -> [Float] in
                if case .float32(let values)? = batch[feature] { values } else { [] }
            }
            for row in 0..<batch.rowCount {
                rows.append(
                    NaiveRowVersions.Row(
                        station: names[Int(codes[row])], observedAt: observed[row], knownAt: known[row],
                        bits: columns.map { $0[row].isNaN ? nil : $0[row].bitPattern }))
            }
        }
        return rows
    }

    private func month(_ row: NaiveRowVersions.Row) -> String {
        String(Timestamp(milliseconds: row.observedAt).description.prefix(7))
    }

    private func byMonth(_ rows: [NaiveRowVersions.Row]) -> [NaiveRowVersions.Row] {
        rows.sorted {
            (month($0), $0.station, $0.observedAt, $0.knownAt) < (month($1), $1.station, $1.observedAt, $1.knownAt)
        }
    }

    private func modified() throws -> [String: Date] {
        var dates: [String: Date] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            dates[name] = attributes[.modificationDate] as? Date
        }
        return dates
    }

    /// Three stations around the turn of a month.
    private func history(seed: UInt64) -> ReadingTable {
        var history = MadeHistory(seed: seed)
        history.stations = ["a", "b", "c"]
        history.hours = 120
        return history.readings(from: MadeHistory.firstHour + 700)
    }

    @Test(arguments: [500_000, 100, 1])
    func `writes all versions, month by month, whatever memory holds`(readingsAtOnce: Int) throws {
        let readings = history(seed: 1)
        try writer.add(readings)
        let summary = try run(readingsAtOnce: readingsAtOnce)
        let expected = byMonth(NaiveRowVersions(readings).rows())
        #expect(try stored() == expected)
        #expect(summary.rows == expected.count && summary.monthsWritten == 2 && summary.monthsSkipped == 0)
        let hours = Set(expected.map { "\($0.station) \($0.observedAt / 3_600_000)" }).count
        #expect(summary.laterVersions == expected.count - hours && summary.laterVersions > 50)
        // Nothing of the work is left behind.
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.file("features/view=sensor_stats_view"))
                .sorted()
                == [".weather.lock", "schema=weather"])
    }

    @Test func `computes only months to which something came`() throws {
        var readings = history(seed: 2)
        try writer.add(readings)
        _ = try run()
        let before = try modified()
        let again = try run()
        #expect(again.monthsSkipped == 2 && again.monthsWritten == 0 && again.rows == 0)
        #expect(try modified() == before)

        // A late reading of the second month leaves the first as it is.
        let late = Reading.weather("a", hour: 760, 99, knownAtHour: 4_000, source: "push")
        readings.append(late)
        try writer.add(ReadingTable([late]))
        let third = try run()
        #expect(third.monthsWritten == 1 && third.monthsSkipped == 1)
        #expect(try stored() == byMonth(NaiveRowVersions(readings).rows()))
        #expect(try modified()["2026-01.parquet"] == before["2026-01.parquet"])

        // One of the first month's last day changes both.
        let earlier = Reading.weather("b", hour: 743, 99, knownAtHour: 4_001, source: "push")
        readings.append(earlier)
        try writer.add(ReadingTable([earlier]))
        #expect(try run().monthsWritten == 2)
        #expect(try stored() == byMonth(NaiveRowVersions(readings).rows()))

        // Merged files have the same rows.
        _ = try writer.compact(schema: .weather)
        #expect(try run().monthsSkipped == 2)
    }

    @Test(arguments: [500_000, 60])
    func `computes one station and keeps the others`(readingsAtOnce: Int) throws {
        var readings = history(seed: 3)
        try writer.add(readings)
        _ = try run()
        let first = byMonth(NaiveRowVersions(readings).rows())
        for station in ["a", "b"] {
            let late = Reading.weather(station, hour: 730, 99, knownAtHour: 4_000, source: "push")
            readings.append(late)
            try writer.add(ReadingTable([late]))
        }
        let all = byMonth(NaiveRowVersions(readings).rows())
        let summary = try run(MaterializationScope(stations: ["b"]), readingsAtOnce: readingsAtOnce)
        let mixed = byMonth(first.filter { $0.station != "b" } + all.filter { $0.station == "b" })
        #expect(try stored() == mixed)
        #expect(summary.rows == all.count { $0.station == "b" })
        #expect(summary.rowsKept == first.count { $0.station != "b" })
        // The watermark is as it was: a is still to be done.
        #expect(try run().monthsWritten == 2)
        #expect(try stored() == all)
    }

    @Test func `refuses a station of which there is nothing, and passes over months without it`() throws {
        var history = MadeHistory(seed: 9)
        history.stations = ["january"]
        history.hours = 30
        try writer.add(history.readings())
        history.stations = ["february"]
        try writer.add(history.readings(from: MadeHistory.firstHour + 31 * 24))
        _ = try run()
        let before = try modified()
        let reason = FeatureStoreError.Reason.unknownStations(["nobody"])
        let error = #expect(throws: FeatureStoreError.self) {
            try run(MaterializationScope(stations: ["january", "nobody"]))
        }
        #expect(error?.reason == reason && error?.isBadData == true)
        #expect(try modified() == before)
        #expect(try run(MaterializationScope(stations: ["february"])).monthsWritten == 1)
        #expect(try modified()["2026-01.parquet"] == before["2026-01.parquet"])
    }

    @Test(arguments: [nil, ["b"]] as [Set<String>?])
    func `computes a damaged month anew`(stations: Set<String>?) throws {
        let readings = history(seed: 10)
        try writer.add(readings)
        _ = try run()
        let rows = try stored()
        let path = "\(folder)/2026-01.parquet"
        let whole = try Data(contentsOf: URL(filePath: path))
        for damaged in [Data(), Data("PAR1, or not".utf8), whole.prefix(whole.count / 2)] {
            try damaged.write(to: URL(filePath: path))
            let summary = try run(MaterializationScope(stations: stations))
            #expect(summary.damagedFiles == [path])
            #expect(try stored() == rows)
            #expect(try run().monthsSkipped == 2)
        }
    }

    @Test func `a station alone makes a month that is not up to date`() throws {
        let readings = history(seed: 4)
        try writer.add(readings)
        _ = try run(MaterializationScope(stations: ["b"]))
        let all = byMonth(NaiveRowVersions(readings).rows())
        #expect(try stored() == all.filter { $0.station == "b" })
        #expect(try run().monthsWritten == 2)
        #expect(try stored() == all)
    }

    @Test func `computes the months asked for`() throws {
        let readings = history(seed: 5)
        try writer.add(readings)
        let february = Timestamp(hourIndex: MadeHistory.firstHour + 31 * 24)
        #expect(try run(MaterializationScope(from: february)).monthsWritten == 1)
        let all = byMonth(NaiveRowVersions(readings).rows())
        #expect(try stored() == all.filter { month($0) == "2026-02" })
        let january = february.advanced(hours: -1)
        #expect(try run(MaterializationScope(isFull: true, from: january, to: january)).monthsWritten == 1)
        #expect(try stored() == all)
        #expect(try run(MaterializationScope(isFull: true)).monthsWritten == 2)
    }

    @Test func `goes on where a cancelled run was`() async throws {
        let readings = history(seed: 6)
        try writer.add(readings)
        _ = try run()
        let materialization = FeatureMaterialization(dataDirectory: scratch.path, schema: .weather)
        let task = Task {
            try materialization.run(MaterializationScope(isFull: true)) { done, all in
                // After the first month.
                if done < all { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        let error = await #expect(throws: FeatureStoreError.self) { try await task.value }
        #expect(error?.reason == .cancelled)
        // The rest of the complete run is still to be done.
        let rest = try run()
        #expect(rest.monthsWritten == 1 && rest.monthsSkipped == 1)
        #expect(try run().monthsSkipped == 2)
        #expect(try stored() == byMonth(NaiveRowVersions(readings).rows()))
    }

    @Test func `clears away what a killed run left`() throws {
        try writer.add(history(seed: 8))
        _ = try run()
        for name in [".2026-01.parquet.17-0.tmp", ".notes"] {
            try Data("x".utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        }
        _ = try run()
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                == [".notes", "2026-01.parquet", "2026-02.parquet"])
    }

    @Test func `an empty lake makes nothing`() throws {
        let summary = try run()
        #expect(summary.monthsWritten == 0 && summary.monthsSkipped == 0 && summary.rows == 0)
        #expect(try scratch.entries == [])
    }

    @Test func `gives training the newest version of each hour`() throws {
        let readings = history(seed: 7)
        try writer.add(readings)
        _ = try run()
        let table = try ParquetOfflineStore(dataDirectory: scratch.path).table(of: .weather)
        let known = try ReadingLake(dataDirectory: scratch.path).readings(of: .weather)
            .preferringSources(.standard).hourly()
        let expected = FeatureTable(of: known, schema: .weather, trustingFlagged: false)
        #expect(table.times == expected.times && table.stations == expected.stations)
        #expect(
            table.matrix.values.elementsEqual(expected.matrix.values) {
                $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN)
            })
    }
}
