/// How a subscription is doing.
public struct MQTTStatus: Sendable, Equatable {
    /// What it is about.
    public enum Phase: Sendable, Equatable {
        /// It was not started yet.
        case idle
        /// It waits for a connection. Nothing is in its hands.
        case connecting
        /// It receives.
        case receiving
        /// It waits before the next attempt. Nothing is in its hands.
        case waiting
        /// It ended.
        case ended
    }

    /// What it is about.
    public var phase = Phase.idle
    /// Connections on which the broker granted the subscription.
    public var connections = 0
    /// Messages handed to the handler, those that came again included.
    public var received = 0
    /// Messages that were handled and whose acknowledgement was written.
    public var acknowledged = 0
    /// The last failure, kept after it was overcome.
    public var lastError: MQTTError?

    /// Before the start.
    public init() {}
}
