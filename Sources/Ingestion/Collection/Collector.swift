public import FeatureStore
public import Ledger
public import Logging
public import Readings

/// Collects one hour after the other, and accounts for every hour: with a reading, or with the reason why there is none.
public struct Collector: Sendable {
    private let configuration: CollectionConfiguration
    private let sources: [CollectedSource]
    private let gapFilling: GapFilling?
    private let lake: ReadingLake
    private let ledger: LedgerDatabase
    private let clock: WorldClock
    private let store: StoreReadings
    private let logger: Logger
    private let metrics = CollectionMetrics()
    private var stock: StockTaking?
    private var lastFilling: Int64?

    /// A collector that has taken no stock yet.
    /// - Parameters:
    ///   - configuration: what is collected, when.
    ///   - sources: at least one primary one.
    ///   - archive: fills gaps; nil leaves them.
    ///   - lake: what is there.
    ///   - ledger: why something is not there.
    ///   - clock: the world's.
    ///   - store: makes readings durable.
    ///   - logger: told of what fails.
    public init(
        configuration: CollectionConfiguration, sources: [CollectedSource], archive: OpenMeteoArchive?,
        lake: ReadingLake, ledger: LedgerDatabase, clock: WorldClock,
        store: @escaping StoreReadings, logger: Logger
    ) {
        self.configuration = configuration
        self.sources = sources
        gapFilling = archive.map { GapFilling(archive: $0, clock: clock, store: store) }
        self.lake = lake
        self.ledger = ledger
        self.clock = clock
        self.store = store
        self.logger = logger
    }

    /// Collects an hour. What fails is in the report and in the ledger, and is no error.
    /// - Parameter hour: the clock hour of the present moment, counted since 1970 in UTC.
    /// - Returns: what it brought.
    public mutating func collect(hour: Int64) async -> CollectionReport {
        var report = CollectionReport(hour: hour)
        do throws(IngestionError) {
            try takeStock(before: hour)
        } catch {
            logger.error("what is stored could not be looked through", metadata: ["error": "\(error)"])
        }
        let deadline = configuration.schedule.due(inHour: hour + 1)
        await withTaskGroup(of: (CollectedSource, CollectionRound.Outcome).self) { group in
            for collected in sources {
                let stations = configuration.stations.filter {
                    collected.part == .secondOpinion || stock?.coverage.contains($0.name, hour: hour) != true
                }
                let round = CollectionRound(
                    source: collected.source, retries: configuration.retries, clock: clock,
                    pauseEnd: collected.pauseEnd, store: store)
                group.addTask { (collected, await round.run(stations, until: deadline)) }
            }
            for await (collected, outcome) in group { take(outcome, of: collected, hour: hour, report: &report) }
        }
        account(through: hour)
        report.filledHours = await fillGaps(at: hour, until: deadline)
        return report
    }

    private mutating func take(
        _ outcome: CollectionRound.Outcome, of collected: CollectedSource, hour: Int64,
        report: inout CollectionReport
    ) {
        let name = collected.source.name
        metrics.record(outcome, source: name)
        report.newReadings[name] = outcome.newCount
        if !outcome.failures.isEmpty { report.failures[name] = outcome.failures.mapValues(\.description) }
        for error in Set(outcome.failures.values.map(\.description)).sorted().prefix(3) {
            logger.warning("no reading", metadata: ["source": "\(name)", "error": "\(error)"])
        }
        guard collected.part == .primary else { return }
        stock?.insert(outcome.stored)
        for station in configuration.stations.map(\.name) {
            if let error = outcome.failures[station] {
                stock?.explain(station, hour: hour, reason: error.code)
            } else if outcome.stored.stations.contains(station) {
                // The service repeated an observation of an earlier hour.
                stock?.explain(station, hour: hour, reason: "not_renewed")
            }
        }
    }

    /// Looks once through the window of the lake. What went missing while nobody collected is accounted for.
    private mutating func takeStock(before hour: Int64) throws(IngestionError) {
        guard stock == nil else { return }
        do {
            let windowStart = hour - configuration.windowHours
            let primary = Set(sources.filter { $0.part == .primary }.map(\.source.name) + [OpenMeteoArchive.name])
            let keys = try lake.readings(
                of: .weather, from: Timestamp(hourIndex: windowStart), until: Timestamp(hourIndex: hour + 1))
            let missing = try ledger.missingHours()
            let stock = StockTaking(
                readings: keys.selecting { primary.contains(keys.source(ofRow: $0)) }, missing: missing,
                stations: configuration.stations, before: hour, windowStart: windowStart)
            try ledger.settle(stock.settled(among: missing).map { ($0.station, $0.hour) })
            try ledger.note(stock.unaccounted(through: hour - 1, otherwise: "not_running", at: clock.now))
            self.stock = stock
            self.stock?.account(through: hour - 1, forgettingBefore: windowStart)
        } catch {
            throw IngestionError(error, subject: "stock-taking")
        }
    }

    private mutating func account(through hour: Int64) {
        guard let stock else { return }
        do {
            try ledger.note(stock.unaccounted(through: hour, otherwise: "not_collected", at: clock.now))
            self.stock?.account(through: hour, forgettingBefore: hour - configuration.windowHours)
        } catch {
            logger.error("hours without a reading are not recorded yet", metadata: ["error": "\(error)"])
        }
    }

    private mutating func fillGaps(at hour: Int64, until deadline: Timestamp) async -> Int {
        guard let gapFilling, lastFilling.map({ abs(hour - $0) >= configuration.fillEveryHours }) ?? true else {
            return 0
        }
        lastFilling = hour
        let hours = hour - configuration.windowHours...hour - configuration.fillAfterHours
        do {
            let names = Set(configuration.stations.map(\.name))
            let missing = try ledger.missingHours().filter { hours.contains($0.hour) && names.contains($0.station) }
            guard !missing.isEmpty else { return 0 }
            let filled = try await gapFilling.fill(missing, stations: configuration.stations, until: deadline)
            stock?.insert(filled)
            let settled = (0..<filled.rowCount).map { row in
                (station: filled.station(ofRow: row), hour: filled.observedAt[row].hourIndex)
            }
            try ledger.settle(settled)
            return settled.count
        } catch {
            logger.warning("gaps could not be filled now", metadata: ["error": "\(error)"])
            return 0
        }
    }
}
