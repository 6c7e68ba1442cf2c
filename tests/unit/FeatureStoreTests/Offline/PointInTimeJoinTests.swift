import FeatureStore
import Features
import Readings
import TestSupport
import Testing

struct PointInTimeJoinTests {
    /// One feature, so that ten thousand histories are quick.
    private static let schema = FeatureSchema(
        sensors: .weather, features: [Feature(name: "temperature", definition: .sensor(0))])

    private struct Row {
        let station: String
        let observedAt: Timestamp
        let knownAt: Timestamp
        let value: Float
    }

    private struct Case {
        var rows: [Row] = []
        var stations: [String] = []
        var moments: [Timestamp] = []

        init(_ random: inout SeededRandom) {
            func moment(_ limit: Int64, _ random: inout SeededRandom) -> Timestamp {
                Timestamp(milliseconds: Int64.random(in: 0...limit, using: &random))
            }
            let limit = Int64.random(in: 1...40, using: &random)
            var seen: Set<[Int64]> = []
            for number in 0..<Int.random(in: 0...12, using: &random) {
                let station = ["a", "b"].randomElement(using: &random) ?? "a"
                let observed = moment(limit, &random)
                let known = moment(limit, &random)
                guard seen.insert([station == "a" ? 0 : 1, observed.milliseconds, known.milliseconds]).inserted else {
                    continue
                }
                rows.append(Row(station: station, observedAt: observed, knownAt: known, value: Float(number)))
            }
            for _ in 0..<4 {
                stations.append(["a", "b", "c"].randomElement(using: &random) ?? "a")
                moments.append(moment(limit + 5, &random))
            }
        }
    }

    /// By the definition: filter, then the largest.
    private func expected(
        _ rows: [Row], _ station: String, _ moment: Timestamp, _ timeToLive: Int64?, _ ignoresKnownAt: Bool
    ) -> (FeatureStatus, Float?) {
        let known = rows.filter {
            $0.station == station && $0.observedAt <= moment && (ignoresKnownAt || $0.knownAt <= moment)
        }
        guard !known.isEmpty else { return (.notFound, nil) }
        let young = known.filter { row in
            timeToLive.map { row.observedAt.milliseconds > moment.milliseconds - $0 } ?? true
        }
        let best = young.max { ($0.observedAt, $0.knownAt) < ($1.observedAt, $1.knownAt) }
        return best.map { (.present, $0.value) } ?? (.outsideMaxAge, nil)
    }

    @Test func `gives what the definition gives, for twenty thousand random histories`() {
        var random = SeededRandom(seed: 11)
        var counts: [FeatureStatus: Int] = [:]
        var wrong = 0
        for _ in 0..<20_000 {
            let made = Case(&random)
            let timeToLive = Bool.random(using: &random) ? nil : Int64.random(in: 1...20, using: &random)
            let ignoresKnownAt = Bool.random(using: &random)
            var join = PointInTimeJoin(
                schema: Self.schema, stations: made.stations, moments: made.moments, timeToLive: timeToLive,
                ignoresKnownAt: ignoresKnownAt)
            // In any order and any portions.
            var portions = (0..<3).map { _ in OfflineRows(schema: Self.schema) }
            for row in made.rows {
                portions[Int.random(in: 0..<3, using: &random)].append(
                    station: row.station, observedAt: row.observedAt, knownAt: row.knownAt, values: [row.value])
            }
            for portion in portions { join.take(portion) }
            for entity in made.stations.indices {
                let answer = join.answer(for: entity)
                let (status, value) = expected(
                    made.rows, made.stations[entity], made.moments[entity], timeToLive, ignoresKnownAt)
                counts[status, default: 0] += 1
                let isSame = answer.values[0] == value || (value == nil && answer.values[0].isNaN)
                if answer.status != status || !isSame { wrong += 1 }
            }
        }
        #expect(wrong == 0)
        #expect(
            [FeatureStatus.present, .notFound, .outsideMaxAge].allSatisfy { (counts[$0] ?? 0) > 1_000 }, "\(counts)")
    }

    @Test func `reads the store from the newest month back`() throws {
        let scratch = try ScratchDirectory()
        var history = MadeHistory(seed: 5)
        history.hours = 1_500
        let readings = history.readings()
        try LakeWriter(dataDirectory: scratch.path).add(readings)
        _ = try FeatureMaterialization(dataDirectory: scratch.path, schema: .weather).run()
        let rows = FeatureRowVersions(schema: .weather).rows(of: readings)
        var random = SeededRandom(seed: 6)
        let stations = (0..<300).map { _ in ["a", "b", "c"].randomElement(using: &random) ?? "a" }
        let moments = (0..<300).map { _ in
            Timestamp(hourIndex: MadeHistory.firstHour + Int64.random(in: -20...1_600, using: &random))
        }
        var inMemory = PointInTimeJoin(
            schema: .weather, stations: stations, moments: moments, timeToLive: 36 * 3_600_000)
        var fromStore = inMemory
        inMemory.take(rows)
        try ParquetOfflineStore(dataDirectory: scratch.path).answer(&fromStore)
        func bits(_ answer: PointInTimeAnswer) -> [UInt32?] {
            answer.values.map { $0.isNaN ? nil : $0.bitPattern }
        }
        var present = 0
        for entity in 0..<300 {
            let (left, right) = (fromStore.answer(for: entity), inMemory.answer(for: entity))
            present += left.status == .present ? 1 : 0
            #expect(left.status == right.status && left.observedAt == right.observedAt)
            #expect(left.knownAt == right.knownAt && bits(left) == bits(right))
        }
        #expect(present > 100)
    }
}
