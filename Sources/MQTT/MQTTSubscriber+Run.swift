internal import Synchronization

extension MQTTSubscriber {
    /// Receives until ``stop()``. Blocks its thread all the while; to be called once at a time.
    ///
    /// What a retry cannot mend ends it before the first subscription; later every failure is followed by another
    /// attempt, and ``status`` has the last one.
    ///
    /// - Parameters:
    ///   - report: told on this thread when it begins to receive, and when it waits after a failure.
    ///   - handle: takes one batch in, in the order of arrival, on this thread. When it returns, the batch is
    ///     acknowledged; when it throws, the connection is dropped and the batch comes again after a wait. Meanwhile
    ///     nothing else is done: see ``MQTTConfiguration/keepAliveSeconds``.
    /// - Throws: ``MQTTError`` when the broker cannot be used as configured.
    public func run(
        report: (MQTTStatus) -> Void = { _ in }, _ handle: ([MQTTMessage]) throws -> Void
    ) throws(MQTTError) {
        let waker = try Waker(for: configuration.broker)
        state.withLock { $0.waker = waker }
        defer {
            state.withLock {
                $0.waker = nil
                $0.status.phase = .ended
            }
        }
        var version = configuration.version
        var failures = 0
        while !isStopped {
            let before = status
            do throws(MQTTError) {
                return try receive(version, waker, report, handle)
            } catch {
                note { $0.lastError = error }
                if error.reason == .versionRefused, version == .v5 {
                    version = .v311
                    continue
                }
                let after = status
                if after.connections == 0, !error.isTransient { throw error }
                failures = after.acknowledged > before.acknowledged ? 1 : failures + 1
            }
            note { $0.phase = .waiting }
            report(status)
            if !isStopped { _ = waker.wait(timeout: delay.wait(after: failures)) }
        }
    }

    /// One connection, from its opening until the stop.
    private func receive(
        _ version: MQTTConfiguration.Version, _ waker: Waker, _ report: (MQTTStatus) -> Void,
        _ handle: ([MQTTMessage]) throws -> Void
    ) throws(MQTTError) {
        note { $0.phase = .connecting }
        let connection = try BrokerConnection(
            to: configuration, version: version, keepsSession: true, keepAliveSeconds: configuration.keepAliveSeconds,
            payloadLimit: payloadLimit)
        try connection.awaitWelcome(waker, unless: { isStopped })
        if isStopped { return connection.finish() }
        try connection.subscribe(to: topics)
        var answerEnd: ContinuousClock.Instant? = .now + .seconds(configuration.answerSeconds)

        while true {
            // What came before the connection broke was received nonetheless.
            let reading = Result { () throws(MQTTError) in
                try connection.read(messageLimit: batchLimit, byteLimit: 4 * payloadLimit)
            }
            let batch = connection.events.takeMessages()
            try hand(batch, to: handle)
            try reading.get()
            try connection.write()
            note { $0.acknowledged += batch.count }

            if answerEnd != nil, let grants = connection.events.grants {
                if let refused = zip(topics, grants).first(where: { $1 >= 128 }) {
                    throw connection.error(.subscriptionRefused(topic: refused.0))
                }
                answerEnd = nil
                note {
                    $0.phase = .receiving
                    $0.connections += 1
                }
                report(status)
            }
            if let answerEnd, ContinuousClock.now >= answerEnd { throw connection.noAnswer }
            if isStopped { return connection.finish() }
            _ = waker.wait(
                socket: connection.socket, wantsToWrite: connection.wantsToWrite,
                timeout: connection.holdsInput ? .zero : .seconds(1))
        }
    }

    private func hand(
        _ batch: [MQTTMessage], to handle: ([MQTTMessage]) throws -> Void
    ) throws(MQTTError) {
        guard !batch.isEmpty else { return }
        note { $0.received += batch.count }
        do {
            try handle(batch)
        } catch {
            throw MQTTError(configuration.broker, .notHandled("\(error)"))
        }
    }

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    private func note(_ change: (inout MQTTStatus) -> Void) {
        state.withLock { change(&$0.status) }
    }
}
