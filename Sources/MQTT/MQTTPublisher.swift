internal import Synchronization

/// One connection that sends messages, and knows which arrived. Its functions block the thread that calls them.
public final class MQTTPublisher: Sendable {
    private let configuration: MQTTConfiguration
    private let connection = Mutex<BrokerConnection?>(nil)
    private let waker: Waker
    /// How many messages may be unanswered at once.
    private let window = 1000

    /// A publisher, not yet connected.
    ///
    /// - Parameter configuration: the broker; without a client id the broker gives one.
    /// - Throws: ``MQTTError`` with `.invalidSetting` or `.unreadableFile`.
    public init(configuration: MQTTConfiguration) throws(MQTTError) {
        try configuration.validate()
        self.configuration = configuration
        waker = try Waker(for: configuration.broker)
    }

    /// Connects, anew if there was a connection.
    ///
    /// - Throws: ``MQTTError`` when the broker cannot be reached or does not let this client in.
    public func connect() throws(MQTTError) {
        try connection.withLock { connection throws(MQTTError) in
            connection = nil
            do throws(MQTTError) {
                connection = try open(configuration.version)
            } catch {
                guard error.reason == .versionRefused, configuration.version == .v5 else { throw error }
                connection = try open(.v311)
            }
        }
    }

    private func open(_ version: MQTTConfiguration.Version) throws(MQTTError) -> BrokerConnection {
        // Between two calls nobody would look into silence.
        let opened = try BrokerConnection(
            to: configuration, version: version, keepsSession: false, keepAliveSeconds: 0, payloadLimit: 1)
        try opened.awaitWelcome(waker, unless: { false })
        return opened
    }

    /// Whether there is a connection that has not failed.
    public var isConnected: Bool { connection.withLock { $0 != nil } }

    /// Sends messages in their order, and returns when the broker has acknowledged all that ask for it.
    ///
    /// - Parameter messages: what to send.
    /// - Throws: ``MQTTError`` when the connection is lost, after which ``connect()`` and sending all of them again is
    ///   what makes sure; with `.publishRefused` when the broker does not take one.
    public func publish(_ messages: [MQTTMessage]) throws(MQTTError) {
        try connection.withLock { connection throws(MQTTError) in
            guard let open = connection else { throw MQTTError(configuration.broker, .notConnected) }
            do throws(MQTTError) {
                try send(messages, over: open)
            } catch {
                // Answers to what was sent may still come, and would be taken for others'.
                connection = nil
                throw error
            }
        }
    }

    private func send(_ messages: [MQTTMessage], over connection: BrokerConnection) throws(MQTTError) {
        var unanswered: [Int32: Int] = [:]
        var next = 0
        var end = ContinuousClock.now + .seconds(configuration.answerSeconds)
        while next < messages.count || !unanswered.isEmpty {
            while next < messages.count, unanswered.count < window {
                unanswered[try connection.publish(messages[next])] = next
                next += 1
            }
            try connection.write()
            if connection.events.answers.isEmpty {
                let timeout: Duration = connection.holdsInput ? .zero : .milliseconds(200)
                _ = waker.wait(
                    socket: connection.socket, wantsToWrite: connection.wantsToWrite, timeout: timeout)
                try connection.read(messageLimit: 1, byteLimit: 1)
            }
            for answer in connection.events.answers {
                guard let place = unanswered.removeValue(forKey: answer.number) else { continue }
                if answer.code >= 128 { throw connection.refusal(of: messages[place], code: answer.code) }
                end = ContinuousClock.now + .seconds(configuration.answerSeconds)
            }
            connection.events.answers.removeAll(keepingCapacity: true)
            if ContinuousClock.now >= end { throw connection.noAnswer }
        }
    }

    /// Takes leave of the broker.
    public func close() {
        connection.withLock { connection in
            connection?.finish()
            connection = nil
        }
    }
}
