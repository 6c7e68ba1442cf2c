import Drift
import FeatureStore
import Features
import Foundation
import Learning
import Ledger
import Logging
import Metrics
import Pipeline
import Readings
import Registry
import Synchronization
import TestSupport
import Testing

struct DriftMonitorTests {
    private let scratch: ScratchDirectory
    private let registry: ModelRegistry
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private let hour = Int64(380_000)

    init() throws {
        scratch = try ScratchDirectory()
        registry = ModelRegistry(dataDirectory: scratch.file("data"))
    }

    private func readings(
        _ count: Int, warmer: Double = 0, daysEarlier: Int = 0, seed: UInt64
    ) -> FeatureTable {
        var random = SeededRandom(seed: seed)
        let width = FeatureSchema.weather.features.count
        return FeatureTable(
            schema: .weather, stations: (0..<count).map { "city \($0 % 3)" },
            times: (0..<count).map { Timestamp(hourIndex: hour - Int64(24 * daysEarlier) + Int64($0 / 3)) },
            matrix: FeatureMatrix(
                values: (0..<count * width).map {
                    Float.random(in: -1...1, using: &random) + ($0 % width == 0 ? Float(warmer) : 0)
                }, featureCount: width))
    }

    private func registered(_ table: FeatureTable, mostRows: Int = 50_000) throws -> ModelVersion {
        let package = try ModelPackage(
            graph: [1], description: "", parity: ParityCheck(model: "m", notRunBecause: "none", tolerance: 1),
            reference: ReferenceSet(of: table, mostRows: mostRows, seed: 1))
        let run = TrainingRun(
            kind: .anomaly, view: "weather", schemaFingerprint: FeatureSchema.weather.fingerprint, inputs: [],
            data: TrainingRun.DataWindow(from: "a", to: "b", rows: table.rowCount, contentHash: ""),
            parameters: [:], seed: 1, metrics: [:], trainedAt: "", programVersion: "")
        return try registry.register(name: "detector", run: run, package: package)
    }

    /// Answers inputs as a service does.
    private func answer(_ table: FeatureTable) {
        let journal = PredictionJournal(
            dataDirectory: scratch.file("data"), schemas: FeatureSchema.all, windowSize: 100, logger: logger)
        for row in 0..<table.rowCount {
            journal.record(
                PredictionRecord(
                    requestID: "", answeredAt: Timestamp(milliseconds: table.times[row].milliseconds + Int64(row)),
                    station: table.stations[row], observedAt: table.times[row], values: [0, 0, 0, 0],
                    features: Array(table.matrix[row: row]), anomalyScore: 0.5, isAnomaly: false,
                    modelName: "detector", modelVersion: 1), of: .weather)
        }
        journal.end()
    }

    private func watch(
        _ version: @escaping @Sendable () throws -> ModelVersion?, ledger: LedgerDatabase,
        memory: DriftWatch.Memory = .historyAndEvents
    ) -> DriftWatch {
        DriftWatch(
            dataDirectory: scratch.file("data"), registry: registry,
            watched: [DriftWatch.Watched(sensors: .weather, answering: version)],
            configuration: DriftMonitor.Configuration(windowSize: 180, stationHours: 10), ledger: ledger,
            memory: memory, now: { Timestamp(milliseconds: 1_900_000_000_000) }, metrics: NOOPMetricsHandler.instance,
            logger: logger)
    }

    @Test(arguments: [50_000, 0])
    func `the windows hold the last inputs of all and of each station against the training rows`(
        mostRows: Int
    ) async throws {
        let trained = readings(900, seed: 1)
        let version = try registered(trained, mostRows: mostRows)
        let ledger = try LedgerDatabase(dataDirectory: scratch.file("data"))
        let watch = watch({ version }, ledger: ledger)
        watch.look()
        #expect(watch.statuses.map(\.all.rowCount) == [0])
        answer(readings(400, warmer: 1.5, seed: 2))
        watch.look()
        let status = try #require(watch.statuses.first)
        #expect(status.all.rowCount == 180)
        #expect(status.isDrifted)
        #expect(status.all.leading?.name == "temperature")
        #expect(status.all.drifted.map(\.name).contains("temperature"))
        #expect(!status.all.drifted.contains { $0.name == "month" || $0.name == "temp_x_wind" })
        #expect(status.stations.map(\.name) == ["city 0", "city 1", "city 2"])
        // An hour each, ten hours back and the newest.
        #expect(status.stations.map(\.window.rowCount) == [11, 11, 11])
        let current = readings(400, warmer: 1.5, seed: 2)
        let last = (220..<400).map { current.matrix[$0, 0] }
        let expected = SampleComparison(
            reference: Sample((0..<900).map { trained.matrix[$0, 0] }), current: Sample(last)
        ).result(of: .wassersteinNorm)?.score
        let score = try #require(status.all.features.first?.score)
        #expect(abs(score - (expected ?? 0)) < (mostRows == 0 ? 0.05 : 1e-9))
        let page = try #require(try await watch.report(of: "weather"))
        #expect(page.hasSuffix("</html>\n") && page.contains("Drift: "))
        #expect(try await watch.report(of: "machine") == nil)
    }

    @Test func `of more stations than have windows each that has one keeps it, until it is silent for a day`() throws {
        let trained = readings(900, seed: 1)
        let version = try registered(trained)
        // Windows of 5,000 rows: ten stations at most.
        var monitor = DriftMonitor(
            version: version, schema: .weather, reference: ReferenceSet(of: trained, mostRows: 50_000, seed: 1),
            configuration: DriftMonitor.Configuration(windowSize: 5_000))
        let inputs = readings(60, seed: 2)
        func hear(_ hour: Int, stations: Range<Int>) {
            monitor.take(
                stations.map { station in
                    let moment = Timestamp(hourIndex: self.hour + Int64(hour))
                    return WindowRecord(
                        sequence: UInt64(hour * 60 + station), answeredAt: moment, observedAt: moment,
                        station: "city \(10 + station)", modelVersion: 1, anomalyScore: 0, isAnomaly: false, values: [],
                        features: Array(inputs.matrix[row: station]))
                })
        }
        for hour in 0..<48 { hear(hour, stations: 0..<60) }
        #expect(monitor.status.stations.map(\.name) == (10..<20).map { "city \($0)" })
        #expect(monitor.status.stations.map(\.window.rowCount) == Array(repeating: 48, count: 10))
        for hour in 48..<80 { hear(hour, stations: 5..<60) }
        #expect(monitor.status.stations.map(\.name) == (15..<25).map { "city \($0)" })
    }

    @Test func `windows of all and of each station are held against their season`() throws {
        // 40 days of the year before, around the same hours: the whole stretch.
        let trained = readings(3 * 24 * 40, daysEarlier: 365 + 13, seed: 1)
        let version = try registered(trained)
        let ledger = try LedgerDatabase(dataDirectory: scratch.file("data"))
        let watch = watch({ version }, ledger: ledger)
        let inputs = readings(400, warmer: 1.5, seed: 2)
        answer(inputs)
        watch.look()
        let status = try #require(watch.statuses.first)
        let season = try #require(status.all.season)
        #expect(season.years == 1)
        let window = (220..<400).map { inputs.times[$0].milliseconds }
        let year = 365 * Timestamp.millisecondsPerDay
        let margin = 14 * Timestamp.millisecondsPerDay
        let (first, last) = (try #require(window.min()) - year - margin, try #require(window.max()) - year + margin)
        let rows = (0..<trained.rowCount).filter { (first...last).contains(trained.times[$0].milliseconds) }
        #expect(Set(season.rows) == Set(rows))
        let expected = SampleComparison(
            reference: Sample(rows.map { trained.matrix[$0, 0] }),
            current: Sample((220..<400).map { inputs.matrix[$0, 0] })
        ).result(of: .wassersteinNorm)?.score
        let feature = try #require(status.all.features.first)
        #expect(feature.seasonal?.score == expected)
        #expect(feature.seasonal?.rowCount == rows.count)
        #expect(status.all.farthestFromSeason?.feature.name == "temperature")
        // Eleven hours of the day: so many of the season.
        for station in status.stations {
            let season = try #require(station.window.season)
            #expect(season.rows.allSatisfy { trained.stations[$0] == station.name })
            #expect(Set(season.rows.map { trained.times[$0].hourOfDay }).count == 11)
            #expect(station.window.farthestFromSeason?.seasonal.rowCount == season.rows.count)
        }
        for words in [
            #""seasonal":{"score":"#, #""season":{"rows":\#(rows.count),"years":1,"severity":"#,
            #""leading_feature":"temperature","drifted":true}"#,
        ] { #expect(watch.statusText.contains(words), "\(words)") }
        answer(readings(400, daysEarlier: -100, seed: 3))
        watch.look()
        #expect(watch.statuses.first?.stations.map(\.window.season) == [nil, nil, nil])
    }

    @Test func `drift is delivered and remembered once, also over restarts of the watch`() throws {
        let version = try registered(readings(900, seed: 1))
        let ledger = try LedgerDatabase(dataDirectory: scratch.file("data"))
        // Two that watch before anything happens, and one after them.
        let (one, other) = (watch({ version }, ledger: ledger), watch({ version }, ledger: ledger))
        for watch in [one, other] { watch.look() }
        answer(readings(400, warmer: 1.5, seed: 2))
        watch({ version }, ledger: ledger, memory: .none).look()
        #expect(try ledger.driftChecks(ofSchema: "weather", since: Timestamp(milliseconds: 0), limit: 10).isEmpty)
        for watch in [one, other] { watch.look() }
        watch({ version }, ledger: ledger).look()
        let moment = Timestamp(milliseconds: 1_900_000_000_000)
        #expect(try ledger.dueDeliveries(at: moment, limit: 10).map(\.kind) == ["drift.detected"])
        #expect(
            try ledger.driftChecks(ofSchema: "weather", since: Timestamp(milliseconds: 0), limit: 10).map(\.isDrifted)
                .allSatisfy { $0 })
        answer(readings(400, seed: 3))
        watch({ version }, ledger: ledger).look()
        #expect(
            try ledger.dueDeliveries(at: moment, limit: 10).map(\.kind) == ["drift.detected", "drift.resolved"])
    }

    @Test func `another version brings its own reference, and none is told as a problem`() throws {
        let (cold, warm) = (try registered(readings(900, seed: 1)), try registered(readings(900, warmer: 1.5, seed: 4)))
        let package = try ModelPackage(
            graph: [2], description: "", parity: ParityCheck(model: "m", notRunBecause: "none", tolerance: 1))
        let bare = try registry.register(name: "detector", run: cold.run, package: package)
        let answering = Mutex(cold)
        let ledger = try LedgerDatabase(dataDirectory: scratch.file("data"))
        let watch = watch({ answering.withLock { $0 } }, ledger: ledger)
        answer(readings(400, warmer: 1.5, seed: 2))
        watch.look()
        #expect(watch.statuses.map(\.isDrifted) == [true])
        answering.withLock { $0 = warm }
        watch.look()
        #expect(watch.statuses.map(\.isDrifted) == [false])
        #expect(watch.statuses.map(\.all.rowCount) == [180])
        answering.withLock { $0 = bare }
        watch.look()
        #expect(watch.statuses.isEmpty)
        #expect(watch.statusText.contains("keeps no reference"))
        let failing = self.watch({ throw RegistryError(subject: "detector", reason: .unknownModel) }, ledger: ledger)
        failing.look()
        #expect(failing.problems.map(\.schema) == ["weather"])
        #expect(failing.statusText.contains("detector"))
    }
}
