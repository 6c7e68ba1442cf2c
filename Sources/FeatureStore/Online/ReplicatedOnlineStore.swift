public import Logging
public import Metrics
public import Readings
public import ServiceLifecycle
import Synchronization

/// The online store in Redis with this program's own knowledge beside it, which answers while Redis is away.
///
/// Readings that were made durable elsewhere are known here at once and in Redis a moment later; those that came while
/// Redis was away are handed over when it is back. Of what Redis and this program know of a station the newer counts, so
/// that a server that has lost its memory is given it again.
public final class ReplicatedOnlineStore: OnlineStore, Service {
    private struct State {
        var breaker = CircuitBreaker()
        var pending: PendingReadings
    }

    /// How often all stations are compared with those of Redis, which costs 16 bytes a station.
    private static let comparison = Duration.seconds(60)

    /// What the stations report.
    public let schema: SensorSchema
    /// What this program knows by itself.
    public let local: MemoryOnlineStore
    private let shared: RedisOnlineStore
    private let logger: Logger
    private let metrics: OnlineStoreMetrics
    private let state: Mutex<State>
    private let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let origin = ContinuousClock.now

    /// A store that hands over nothing until it is run.
    /// - Parameters:
    ///   - shared: the store in Redis.
    ///   - local: what is known already; Redis is given what it does not know.
    ///   - metrics: where it is measured.
    ///   - logger: told when Redis goes and comes.
    public init(
        shared: RedisOnlineStore, local: MemoryOnlineStore, metrics: any MetricsFactory, logger: Logger
    ) {
        precondition(shared.schema == local.schema, "stores of the same sensors")
        schema = shared.schema
        self.shared = shared
        self.local = local
        self.logger = logger
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
                server: shared.server, problem: $0.breaker.failure?.reason,
                pendingReadings: $0.pending.readings.rowCount)
        }
    }

    /// Takes readings that are durable elsewhere; Redis gets them as soon as it can. Never waits.
    /// - Parameter readings: of this store's schema.
    public func accept(_ readings: ReadingTable) {
        local.put(readings)
        state.withLock { $0.pending.add(readings) }
        wake.yield()
    }

    /// Puts readings into Redis, and knows them here when that has worked.
    /// - Parameter readings: of this store's schema.
    /// - Throws: ``OnlineStoreError`` when Redis did not keep them all.
    public func put(_ readings: ReadingTable) async throws(OnlineStoreError) {
        do {
            try await shared.put(readings)
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
        var newest = answered.byStation
        var behind: [String] = []
        for (station, history) in known {
            if let found = newest[station]?.newest, let own = history.newest, found >= own { continue }
            newest[station] = history
            behind.append(station)
        }
        for (station, history) in newest where known[station]?.newest != history.newest { local.adopt(history) }
        if !behind.isEmpty {
            // Who has lost one station has probably lost them all.
            let isForgetful = behind.contains { answered.byStation[$0] == nil }
            state.withLock { $0.pending.add(stations: isForgetful ? local.stations : behind) }
            wake.yield()
        }
        return OnlineHistories(newest)
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

    /// Hands over to Redis what it does not have, until the program ends.
    public func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in self.wakes.cancelOnGracefulShutdown() { await self.replicate() } }
            group.addTask { await self.lookAgain() }
            await group.next()
            group.cancelAll()
        }
        if !state.withLock(\.breaker.isOpen) { await handOver() }
    }

    /// Looks from time to time whether the server is there, and compares all stations: one that was flushed is given also
    /// what nobody asks for.
    private func lookAgain() async {
        repeat {
            await look()
        } while (try? await Task.sleep(for: Self.comparison)) != nil
    }

    /// Asks the server whether it is there, unless it is known to be away.
    package func look() async {
        guard !state.withLock(\.breaker.isOpen) else { return }
        do {
            try await shared.ping()
            state.withLock { $0.pending.add(stations: local.stations) }
            wake.yield()
        } catch {
            failed(error)
        }
    }

    /// One round: looks for a Redis that was away, and hands over what it does not have. Comes back by itself where
    /// that did not work.
    package func replicate() async {
        if state.withLock(\.breaker.isOpen) {
            guard await isBack() else { return comeBackLater() }
        }
        if await !handOver() { comeBackLater() }
    }

    /// Gives Redis what is pending; false when something remains.
    @discardableResult
    private func handOver() async -> Bool {
        let pending = state.withLock { state in
            defer { state.pending = PendingReadings(schema: schema) }
            return state.pending
        }
        guard !pending.isEmpty else { return true }
        do {
            if pending.readings.rowCount > 0 { try await shared.put(pending.readings) }
            // A server that has lost its memory meanwhile is given it with the first reading.
            let stations = pending.stations.union(pending.readings.stations).sorted()
            try await shared.fillGaps(from: local.histories(of: stations).byStation.values.map { $0 })
        } catch {
            state.withLock { $0.pending.putBack(pending) }
            failed(error)
            measurePending()
            return false
        }
        measurePending()
        return true
    }

    private func measurePending() {
        metrics.pending.record(state.withLock { $0.pending.readings.rowCount })
    }

    /// An answer of Redis; nil when it is away.
    private func ask<Answer>(_ question: (RedisOnlineStore) async throws(OnlineStoreError) -> Answer) async -> Answer? {
        guard !state.withLock(\.breaker.isOpen) else { return nil }
        do {
            return try await question(shared)
        } catch {
            failed(error)
            return nil
        }
    }

    private func failed(_ error: OnlineStoreError) {
        metrics.failures.increment()
        let hasOpened = state.withLock { $0.breaker.failed("\(error)", at: now) }
        guard hasOpened else { return }
        metrics.isUp.record(0)
        logger.warning(
            "the online store is away, and serving goes on with what is known here",
            metadata: ["schema": "\(schema.name)", "reason": "\(error)"])
        wake.yield()
    }

    private func isBack() async -> Bool {
        do {
            try await shared.ping()
        } catch {
            _ = state.withLock { $0.breaker.failed("\(error)", at: now, isProbe: true) }
            return false
        }
        let away = state.withLock { state in
            state.pending.add(stations: local.stations)
            return state.breaker.recovered(at: now)
        }
        if let away {
            metrics.isUp.record(1)
            logger.notice(
                "the online store is back", metadata: ["schema": "\(schema.name)", "away_ms": "\(away)"])
        }
        return true
    }

    private func comeBackLater() {
        let wait = state.withLock(\.breaker.probeWait)
        Task { [wake] in
            try? await Task.sleep(for: .milliseconds(wait))
            wake.yield()
        }
    }

    private var now: Int64 { Int64((ContinuousClock.now - origin) / .milliseconds(1)) }
}
