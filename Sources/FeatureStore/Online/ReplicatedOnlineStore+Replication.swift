import Logging
import Metrics
import Readings
import ServiceLifecycle
import Synchronization

extension ReplicatedOnlineStore {
    /// Hands over to Redis what it does not have, until the program ends.
    public func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in self.wakes.cancelOnGracefulShutdown() { await self.replicate() } }
            group.addTask { await self.lookAgain() }
            await group.next()
            group.cancelAll()
        }
        if state.withLock(\.failure) == nil { await handOver() }
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
        guard state.withLock(\.failure) == nil else { return }
        do {
            try await shared.ping()
            state.withLock { $0.pending.add(stations: local.stations) }
            wake.yield()
        } catch {
            failed(error)
        }
    }

    /// One round: looks for a Redis that was away, and hands over what it does not have. Comes back by itself where
    /// that did not work, and does nothing before it is time to look again.
    package func replicate() async {
        guard isDue else { return comeBackLater() }
        if state.withLock(\.answers.isOpen) {
            guard await isBack() else { return comeBackLater() }
        }
        let isDone = state.withLock(\.writes.isOpen) ? await takesWritesAgain() : await handOver()
        if !isDone { comeBackLater() }
    }

    /// Gives Redis what is pending; false when something remains.
    @discardableResult
    private func handOver(isProbe: Bool = false) async -> Bool {
        let pending = state.withLock { state in
            defer { state.pending = PendingReadings(schema: schema) }
            return state.pending
        }
        guard !pending.isEmpty else { return true }
        defer { measurePending() }
        // A server that has lost its memory meanwhile is given it with the first reading.
        let known = local.histories(of: pending.stations.union(pending.readings.stations).sorted()).byStation
        do {
            if pending.readings.rowCount > 0 { try await shared.put(pending.readings, knowing: known) }
            try await shared.fillGaps(from: pending.stations.compactMap { known[$0] })
        } catch {
            state.withLock { $0.pending.putBack(pending) }
            failed(error, isProbe: isProbe)
            return false
        }
        return true
    }

    private func isBack() async -> Bool {
        do {
            try await shared.ping()
        } catch {
            failed(error, isProbe: true)
            return false
        }
        recovered(\.answers, "the online store is back")
        return true
    }

    /// Whether the server takes what is pending; it has refused before.
    private func takesWritesAgain() async -> Bool {
        do {
            try await shared.tryWriting()
        } catch {
            failed(error, isProbe: true)
            return false
        }
        guard await handOver(isProbe: true) else { return false }
        recovered(\.writes, "the online store can be written to again")
        return true
    }

    private func recovered(_ circuit: WritableKeyPath<State, CircuitBreaker>, _ message: Logger.Message) {
        let (away, isUp) = state.withLock { state in
            // Nobody knows what it has forgotten.
            state.pending.add(stations: local.stations)
            return (state[keyPath: circuit].recovered(at: milliseconds()), state.failure == nil)
        }
        wake.yield()
        if isUp { metrics.isUp.record(1) }
        if let away { logger.notice(message, metadata: ["schema": "\(schema.name)", "away_ms": "\(away)"]) }
    }

    private var isDue: Bool { wait == 0 }

    /// Milliseconds until it is time to look again.
    private var wait: Int64 {
        state.withLock { max($0.answers.probeWait(at: milliseconds()), $0.writes.probeWait(at: milliseconds())) }
    }

    /// Has one more round begin when it is time, whoever asked for it before.
    func comeBackLater() {
        let isTimed = state.withLock { state in
            defer { state.isTimed = true }
            return state.isTimed
        }
        guard !isTimed else { return }
        // Without an open circuit something was changed by others all the time.
        let wait = isDue ? CircuitBreaker.wait.lowerBound : wait
        Task { [weak self] in
            try? await Task.sleep(for: .milliseconds(wait))
            self?.state.withLock { $0.isTimed = false }
            self?.wake.yield()
        }
    }
}
