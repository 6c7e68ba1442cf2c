internal import Synchronization

/// A standing subscription that acknowledges a message only after it has been handled.
///
/// Messages are read in batches: all that have arrived, up to a limit. The batch is handed on, and only once its handler
/// has returned do the acknowledgements leave. A handler that fails, and a program that is killed, leaves them
/// unacknowledged, and the broker sends them again: at least once, so what takes them in must know repetitions. A
/// connection that is lost is made anew.
///
/// Topics are read at a quality of at least once, and messages sent as exactly once arrive so: between its two
/// acknowledgements such a message would exist in this program's memory alone.
public final class MQTTSubscriber: Sendable {
    struct State {
        var status = MQTTStatus()
        var isStopped = false
        var waker: Waker?
    }

    /// The broker.
    public let configuration: MQTTConfiguration
    /// What is subscribed to; `+` and `#` are wildcards.
    public let topics: [String]
    let batchLimit: Int
    let payloadLimit: Int
    let delay: ReconnectDelay
    let state = Mutex(State())

    /// A subscription, not yet begun.
    ///
    /// - Parameters:
    ///   - configuration: the broker; with a client id, under which it keeps messages while this program is away.
    ///   - topics: what is subscribed to, at least one; `+` and `#` are wildcards.
    ///   - batchLimit: the most messages that are handled at once, ≥ 1. A batch also ends at four times `payloadLimit`.
    ///   - payloadLimit: bytes of the longest payload that is taken, 1–268,435,455; of longer ones only the size is
    ///     handed on.
    ///   - delay: how long to wait before a lost connection is made anew.
    /// - Throws: ``MQTTError`` with `.invalidSetting` or `.unreadableFile`.
    public init(
        configuration: MQTTConfiguration, topics: [String], batchLimit: Int = 4096, payloadLimit: Int = 4 << 20,
        delay: ReconnectDelay = ReconnectDelay()
    ) throws(MQTTError) {
        func invalid(_ name: String, _ expected: String) -> MQTTError {
            MQTTError(configuration.broker, .invalidSetting(name, expected: expected))
        }
        try configuration.validate()
        guard configuration.clientID != nil else { throw invalid("client id", "a text that is not empty") }
        guard !topics.isEmpty, topics.allSatisfy(Self.isFilter) else {
            throw invalid("topics", "at least one, with + and # only as whole levels, and # only as the last")
        }
        guard batchLimit >= 1 else { throw invalid("limit of a batch", "1 or more") }
        guard (1...268_435_455).contains(payloadLimit) else { throw invalid("limit of a payload", "1–268435455 bytes") }
        self.configuration = configuration
        self.topics = topics
        self.batchLimit = batchLimit
        self.payloadLimit = payloadLimit
        self.delay = delay
    }

    /// How it is doing.
    public var status: MQTTStatus { state.withLock { $0.status } }

    /// Ends ``run(_:)`` after the batch at hand, and every later one at once.
    public func stop() {
        let waker = state.withLock { state in
            state.isStopped = true
            return state.waker
        }
        waker?.wake()
    }

    private static func isFilter(_ topic: String) -> Bool {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        return !topic.isEmpty && topic.utf8.count <= 65535 && !topic.utf8.contains(0)
            && levels.allSatisfy { $0.count == 1 || !$0.contains { $0 == "+" || $0 == "#" } }
            && !levels.dropLast().contains("#")
    }
}
