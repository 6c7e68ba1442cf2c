import FeatureStore
import Features
import Ingestion
import Readings
import TestSupport
import Testing

/// What every online store promises, whoever keeps the bytes.
struct OnlineStoreConformanceTests {
    private static let sources = ["push", "openweathermap", "metar", "another"]

    /// Readings of two stations over some hours, up to four an hour and of several sources, up to so many minutes late.
    private func readings(seed: UInt64, latest: Int64) -> ReadingTable {
        var random = SeededRandom(seed: seed)
        var readings: [(arrival: Int64, reading: Reading)] = []
        for hour in 0..<Int.random(in: 20...200, using: &random) where Int.random(in: 0..<10, using: &random) > 0 {
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                var reading = Reading.weather(
                    ["EWR", "JFK"][Int.random(in: 0...1, using: &random)], hour: hour,
                    Double.random(in: -20...40, using: &random))
                let minutes = Int64.random(in: 0..<60, using: &random)
                reading.observedAt = Timestamp(milliseconds: reading.observedAt.milliseconds + minutes * 60_000)
                reading.source = Self.sources[Int.random(in: 0..<4, using: &random)]
                if Int.random(in: 0..<8, using: &random) == 0 { reading.values[1] = .nan }
                if Int.random(in: 0..<20, using: &random) == 0 {
                    reading.flags = [QualityFlag(quantity: "temperature", reason: .outOfRange)]
                }
                let delay = Int64.random(in: 0..<latest * 60_000, using: &random)
                readings.append((reading.observedAt.milliseconds + delay, reading))
            }
        }
        readings.sort { $0.arrival < $1.arrival }
        return ReadingTable(readings.map(\.reading))
    }

    /// The readings as the lake gives them: of each station, moment and source the one that came last, in order.
    private func stored(_ readings: ReadingTable) -> ReadingTable {
        var last: [String: Int] = [:]
        for row in 0..<readings.rowCount {
            let reading = readings.reading(row)
            last["\(reading.station)|\(reading.observedAt)|\(reading.source)"] = row
        }
        let rows = last.values.sorted { one, other in
            let (left, right) = (readings.reading(one), readings.reading(other))
            return (left.station, left.observedAt, left.source) < (right.station, right.observedAt, right.source)
        }
        return readings.selecting(rows)
    }

    @Test(arguments: TestedStore.allCases, [(1, 40), (2, 40), (3, 40), (4, 600), (5, 6_000)] as [(UInt64, Int64)])
    func `knows each hour and the newest row as training does, however late readings come`(
        kind: TestedStore, made: (seed: UInt64, latest: Int64)
    ) async throws {
        let (seed, latest) = made
        let (store, server) = try await kind.make(schema: .weather)
        let readings = readings(seed: seed, latest: latest)
        var random = SeededRandom(seed: seed)
        var start = 0
        while start < readings.rowCount {
            let end = min(readings.rowCount, start + Int.random(in: 1...40, using: &random))
            try await store.put(readings.selecting(Array(start..<end)))
            start = end
        }
        let training = stored(readings).preferringSources(.standard).hourly()
        let table = FeatureTable(of: training, schema: .weather, trustingFlagged: false)
        let view = try #require(FeatureStoreDefinition.standard.view(of: .weather))
        let found = try await store.histories(of: ["EWR", "JFK", "LGA"])
        #expect(!found.isDegraded && found.byStation["LGA"] == nil)
        for (station, rows) in zip(training.stations, training.rowsByStation()) {
            let series = training.series(ofRows: rows, trustingFlagged: false)
            let newest = try #require(series.times.last)
            let oldest = newest.advanced(hours: -OnlineHistory.hours)
            let kept = rows.filter { training.observedAt[$0] > oldest }
            let expected = training.series(ofRows: kept, trustingFlagged: false)
            let known = try #require(found.byStation[station]?.series)
            #expect(known.times == expected.times)
            #expect(known.columns.map { $0.map(\.bitPattern) } == expected.columns.map { $0.map(\.bitPattern) })
            let row = try #require(try await store.rows(of: view, stations: [station])[0])
            #expect(row.eventTime == newest)
            let last = try #require(rows.last)
            let values = table.matrix[row: last].map { $0.isNaN ? nil : FeastValue.float($0) }
            #expect(row.values.map { $0.isMissing ? nil : $0 } == values)
        }
        withExtendedLifetime(server) {}
    }

    @Test(arguments: TestedStore.allCases)
    func `takes nothing from the future, which would be the newest row for good`(kind: TestedStore) async throws {
        let (store, server) = try await kind.make(schema: .weather)
        let future = [QualityFlag(quantity: QualityFlag.wholeReading, reason: .future)]
        try await store.put(
            ReadingTable([
                .weather("a", hour: 650_000, 9, flags: future), .weather("a", hour: 1, 5),
                .weather("b", hour: 650_000, 9, flags: future),
            ]))
        try await store.put(ReadingTable([.weather("a", hour: 650_001, 9, flags: future)]))
        let found = try await store.histories(of: ["a", "b"]).byStation
        #expect(found["a"]?.series.columns[0] == [5] && found["b"] == nil)
        let view = try #require(FeatureStoreDefinition.standard.view(of: .weather))
        let rows = try await store.rows(of: view, stations: ["a", "b"])
        #expect(rows[0]?.eventTime == Reading.weather(hour: 1).observedAt && rows[1] == nil)
        withExtendedLifetime(server) {}
    }

    @Test(arguments: TestedStore.allCases)
    func `gives rows in the order asked for, and nothing for who has not reported`(kind: TestedStore) async throws {
        let (store, server) = try await kind.make(schema: .weather)
        try await store.put(ReadingTable([.weather("a", hour: 1, 5), .weather("b", hour: 2, 6)]))
        let view = try #require(FeatureStoreDefinition.standard.view(of: .weather))
        let rows = try await store.rows(of: view, stations: ["b", "none", "a", "b"])
        #expect(rows.map { $0?.values[0] } == [.float(6), nil, .float(5), .float(6)])
        let one = try #require(rows[2])
        let now = one.eventTime.advanced(hours: 23)
        let late = one.eventTime.advanced(hours: 24)
        // Of one reading no deviation is known.
        #expect(FeatureStatus(of: one.values[0], in: one, view: view, at: now) == .present)
        #expect(FeatureStatus(of: one.values[5], in: one, view: view, at: now) == .nullValue)
        #expect(FeatureStatus(of: one.values[0], in: one, view: view, at: late) == .outsideMaxAge)
        #expect(FeatureStatus(of: nil, in: nil, view: view, at: now) == .notFound)
        withExtendedLifetime(server) {}
    }

    @Test(arguments: TestedStore.allCases)
    func `serves on a replayed year bit for bit what training computes`(kind: TestedStore) async throws {
        let year = try BundledDataset.readings(from: [ProjectFiles.weatherYear])
        let table = FeatureTable(of: year.hourly(), schema: .weather, trustingFlagged: false)
        let view = try #require(FeatureStoreDefinition.standard.view(of: .weather))
        let (store, server) = try await kind.make(schema: .weather)
        let reader = FeatureReader(store: store, schema: .weather)
        let byHour = Dictionary(grouping: 0..<year.rowCount) { year.observedAt[$0] }.sorted { $0.key < $1.key }
        var compared = 0
        var differing = 0
        for (_, rows) in byHour {
            let histories = try await reader.histories(of: year.stations).byStation
            for row in rows {
                let reading = year.reading(row)
                let online = reader.row(
                    of: reading.trustedValues(schema: .weather), at: reading.observedAt,
                    after: histories[reading.station])
                compared += 1
                if online.map(\.bitPattern) != table.matrix[row: row].map(\.bitPattern) { differing += 1 }
            }
            try await store.put(year.selecting(rows))
            let kept = try await store.rows(of: view, stations: rows.map { year.station(ofRow: $0) })
            for (row, kept) in zip(rows, kept) {
                let expected = table.matrix[row: row].map { $0.isNaN ? nil : FeastValue.float($0) }
                if kept?.values.map({ $0.isMissing ? nil : $0 }) != expected { differing += 1 }
            }
        }
        #expect(compared == 26_115 && differing == 0)
        withExtendedLifetime(server) {}
    }
}
