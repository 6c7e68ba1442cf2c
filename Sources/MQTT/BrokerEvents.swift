internal import CMQTT

/// What the library reported since it was last asked. Of the connection's thread alone.
final class BrokerEvents {
    /// The broker's answer to the connection, 0 for a welcome.
    var connectCode: Int32?
    /// Why the connection ended: a reason of MQTT 5 from 128 on, below that one of `mosq_err_t`.
    var disconnectCode: Int32?
    /// The qualities granted to the subscriptions, in their order; from 128 on a refusal.
    var grants: [Int32]?
    /// Answers to published messages by the message's number; from 128 on a refusal.
    var answers: [(number: Int32, code: Int32)] = []
    /// The last error that the library wrote to its log.
    var trouble: String?
    /// Messages that arrived.
    private(set) var messages: [MQTTMessage] = []
    /// The bytes of their payloads.
    private(set) var bytes = 0

    private let payloadLimit: Int

    init(payloadLimit: Int) {
        self.payloadLimit = payloadLimit
    }

    /// Hands over the messages.
    func takeMessages() -> [MQTTMessage] {
        defer { (messages, bytes) = ([], 0) }
        return messages
    }

    fileprivate func receive(_ message: mosquitto_message) {
        guard let topic = message.topic else { return }
        let size = Int(message.payloadlen)
        let isTaken = size <= payloadLimit
        let start = isTaken ? message.payload : nil
        var received = MQTTMessage(
            topic: String(cString: topic),
            payload: Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : size)),
            quality: .init(rawValue: message.qos) ?? .atMostOnce, isRetained: message.retain)
        received.size = size
        messages.append(received)
        bytes += received.payload.count
    }

    /// Has a client report to the events that it was made with as its user data.
    static func listen(to client: OpaquePointer) {
        mosquitto_connect_v5_callback_set(client) { client, context, code, _, _ in
            events(of: context)?.connectCode = code
            // The library formats every line for whoever listens, one for each message.
            mosquitto_log_callback_set(client, nil)
        }
        mosquitto_disconnect_v5_callback_set(client) { _, context, code, _ in events(of: context)?.disconnectCode = code
        }
        mosquitto_subscribe_v5_callback_set(client) { _, context, _, count, grants, _ in
            events(of: context)?.grants = Array(UnsafeBufferPointer(start: grants, count: Int(count)))
        }
        mosquitto_publish_v5_callback_set(client) { _, context, number, code, _ in
            events(of: context)?.answers.append((number, code))
        }
        mosquitto_message_callback_set(client) { _, context, message in
            if let message { events(of: context)?.receive(message.pointee) }
        }
        mosquitto_log_callback_set(client) { _, context, level, line in
            if let line, level == MOSQ_LOG_ERR { events(of: context)?.trouble = String(cString: line) }
        }
    }
}

private func events(of context: UnsafeMutableRawPointer?) -> BrokerEvents? {
    context.map { Unmanaged<BrokerEvents>.fromOpaque($0).takeUnretainedValue() }
}
