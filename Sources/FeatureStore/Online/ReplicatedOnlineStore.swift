public import Logging
public import Metrics
public import Readings
public import ServiceLifecycle
import Synchronization

/// The online store in Redis with this program's own knowledge beside it, which answers while Redis is away.
///
/// Readings that were made durable elsewhere are known here at once and in Redis a moment later; those that came while
/// Redis was away, or refused to be written to, are handed over when it takes them. What Redis and this program know of a
/// station is put together, so that a server that has lost its memory is given it again.
public final class ReplicatedOnlineStore: OnlineStore, Service {
    struct State {
        /// Open while Redis does not answer.
        var answers = CircuitBreaker()
        /// Open while Redis answers, and refuses to be written to.
        var writes = CircuitBreaker()
        var pending: PendingReadings
        /// Whether a round is to come by itself.
        var isTimed = false

        var failure: CircuitBreaker.Failure? { answers.failure ?? writes.failure }
    }

    /// How often all stations are compared with those of Redis, which costs 16 bytes a station.
    static let comparison = Duration.seconds(60)

    /// What the stations report.
    public let schema: SensorSchema
    /// What this program knows by itself.
    public let local: MemoryOnlineStore
    let shared: RedisOnlineStore
    let logger: Logger
    let metrics: OnlineStoreMetrics
    let state: Mutex<State>
    let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let milliseconds: @Sendable () -> Int64

    /// A store that hands over nothing until it is run.
    /// - Parameters:
    ///   - shared: the store in Redis.
    ///   - local: what is known already; Redis is given what it does not know.
    ///   - metrics: where it is measured.
    ///   - logger: told when Redis goes and comes.
    public convenience init(
        shared: RedisOnlineStore, local: MemoryOnlineStore, metrics: any MetricsFactory, logger: Logger
    ) {
        let origin = ContinuousClock.now
        self.init(shared: shared, local: local, metrics: metrics, logger: logger) {
            Int64((ContinuousClock.now - origin) / .milliseconds(1))
        }
    }

    /// A store by a clock of `milliseconds` that never goes back.
    package init(
        shared: RedisOnlineStore, local: MemoryOnlineStore, metrics: any MetricsFactory, logger: Logger,
        milliseconds: @escaping @Sendable () -> Int64
    ) {
        precondition(shared.schema == local.schema, "stores of the same sensors")
        schema = shared.schema
        self.shared = shared
        self.local = local
        self.logger = logger
        self.milliseconds = milliseconds
        self.metrics = OnlineStoreMetrics(schema: shared.schema.name, factory: metrics)
        var pending = PendingReadings(schema: shared.schema)
        pending.add(stations: local.stations)
        state = Mutex(State(pending: pending))
        if !pending.isEmpty { wake.yield() }
    }

    /// How Redis is doing, as far as it is known.
    public var status: OnlineStoreStatus {
        state.withLock {
            OnlineStoreStatus(
                server: shared.server, problem: $0.failure?.reason,
                refusesWrites: !$0.answers.isOpen && $0.writes.isOpen, pendingReadings: $0.pending.readings.rowCount)
        }
    }

    /// Takes readings that are durable elsewhere; Redis gets them as soon as it can. Never waits.
    /// - Parameter readings: of this store's schema.
    public func accept(_ readings: ReadingTable) {
        let readings = readings.withoutFuture
        guard readings.rowCount > 0 else { return }
        local.put(readings)
        state.withLock { $0.pending.add(readings) }
        measurePending()
        wake.yield()
    }

    /// Puts readings into Redis, and knows them here when that has worked. Waits for no Redis that is known to be away.
    /// - Parameter readings: of this store's schema.
    /// - Throws: ``OnlineStoreError`` when Redis did not keep them all.
    public func put(_ readings: ReadingTable) async throws(OnlineStoreError) {
        if let failure = state.withLock(\.failure) {
            throw OnlineStoreError(subject: shared.server, reason: .away(failure.reason))
        }
        do {
            // With what is known here: the server may have lost it.
            try await shared.put(readings, knowing: local.histories(of: readings.stations).byStation)
        } catch {
            failed(error)
            throw error
        }
        local.put(readings)
    }

    /// Gives Redis all that is known here of hours of which it knows nothing.
    /// - Throws: ``OnlineStoreError`` when Redis did not keep it.
    public func handOverAll() async throws(OnlineStoreError) {
        try await shared.fillGaps(from: local.all)
    }

    /// What is known of stations; never waits for a Redis that is known to be away.
    /// - Parameter stations: their names, each once.
    /// - Returns: a history for each station that has reported, marked when Redis was away.
    public func histories(of stations: [String]) async -> OnlineHistories {
        let known = local.histories(of: stations).byStation
        guard let answered = await ask({ redis throws(OnlineStoreError) in try await redis.histories(of: stations) })
        else {
            metrics.degraded.increment()
            return OnlineHistories(known, isDegraded: true)
        }
        var merged = known
        var behind: [String] = []
        for (station, history) in answered.byStation {
            let both = local.merge(history)
            merged[station] = both.merged
            if both.isNewToOther { behind.append(station) }
        }
        let isForgetful = known.keys.contains { answered.byStation[$0] == nil }
        if isForgetful || !behind.isEmpty {
            // Who has lost one station has probably lost them all.
            state.withLock { $0.pending.add(stations: isForgetful ? local.stations : behind) }
            wake.yield()
        }
        return OnlineHistories(merged)
    }

    /// The newest feature rows, of Redis or of this program.
    /// - Parameters:
    ///   - view: whose features; over this store's schema.
    ///   - stations: names.
    /// - Returns: one a station, nil for those that have none.
    public func rows(of view: FeatureView, stations: [String]) async -> [OnlineRow?] {
        let own = local.rows(of: view, stations: stations)
        guard
            let found = await ask({ redis throws(OnlineStoreError) in try await redis.rows(of: view, stations: stations)
            })
        else {
            metrics.degraded.increment()
            return own
        }
        return zip(found, own).map { found, own in
            guard let found, let own else { return found ?? own }
            return found.eventTime >= own.eventTime ? found : own
        }
    }

    func measurePending() {
        metrics.pending.record(state.withLock { $0.pending.readings.rowCount })
    }

    /// An answer of Redis; nil when it is away.
    private func ask<Answer>(_ question: (RedisOnlineStore) async throws(OnlineStoreError) -> Answer) async -> Answer? {
        guard !state.withLock(\.answers.isOpen) else { return nil }
        do {
            return try await question(shared)
        } catch {
            failed(error)
            return nil
        }
    }

    /// Counts a failure, and opens the circuit that it concerns.
    func failed(_ error: OnlineStoreError, isProbe: Bool = false) {
        metrics.failures.increment()
        // That others change a station all the time is no failure of the server.
        guard error.isAway else { return }
        let isRefusal = if case .refusesWrites = error.reason { true } else { false }
        let hasOpened = state.withLock {
            isRefusal
                ? $0.writes.failed("\(error)", at: milliseconds(), isProbe: isProbe)
                : $0.answers.failed("\(error)", at: milliseconds(), isProbe: isProbe)
        }
        guard hasOpened else { return }
        metrics.isUp.record(0)
        logger.warning(
            isRefusal
                ? "the online store refuses to be written to; readings wait here"
                : "the online store is away, and serving goes on with what is known here",
            metadata: ["schema": "\(schema.name)", "reason": "\(error)"])
        comeBackLater()
    }
}
