/// Bytes under a topic.
public struct MQTTMessage: Sendable, Equatable {
    /// How surely a message arrives.
    public enum Quality: Int32, Sendable {
        /// Sent once, perhaps lost.
        case atMostOnce = 0
        /// Sent until it is acknowledged, perhaps received twice.
        case atLeastOnce = 1
        /// Received once as long as neither side loses its memory.
        case exactlyOnce = 2
    }

    /// Where it belongs, such as `driftdetector/readings/M-7`.
    public var topic: String
    /// What it says. Empty when it was longer than the subscriber takes: then ``size`` is not zero.
    public var payload: [UInt8]
    /// How surely it comes.
    public var quality: Quality
    /// Whether the broker keeps it for clients that come later; of a received one, whether it was kept so.
    public var isRetained: Bool
    /// Bytes of the payload as it was sent.
    public var size: Int

    /// A message.
    ///
    /// - Parameters:
    ///   - topic: where it belongs; no `+`, no `#`.
    ///   - payload: what it says, at most 268,435,455 bytes.
    ///   - quality: how surely it comes.
    ///   - isRetained: whether the broker keeps it for clients that come later.
    public init(topic: String, payload: [UInt8], quality: Quality = .atLeastOnce, isRetained: Bool = false) {
        self.topic = topic
        self.payload = payload
        self.quality = quality
        self.isRetained = isRetained
        size = payload.count
    }

    /// Whether the payload was longer than the subscriber takes, and is not here.
    public var isTooLong: Bool { size > payload.count }
}
