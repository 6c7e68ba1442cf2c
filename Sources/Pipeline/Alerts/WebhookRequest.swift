import JSON
import Ledger
import Readings

/// One delivery as it is sent.
public struct WebhookRequest: Equatable, Sendable {
    /// Names and values of the headers.
    public let headers: [(name: String, value: String)]
    /// The body, JSON.
    public let body: [UInt8]

    /// Makes the request of one attempt.
    /// - Parameters:
    ///   - delivery: what is told.
    ///   - target: to whom.
    ///   - now: the present moment.
    /// - Throws: ``JSONError`` when the delivery's payload is no JSON.
    init(_ delivery: QueuedDelivery, to target: WebhookTarget, at now: Timestamp) throws(JSONError) {
        let data = try JSONDocument(parsing: Array(delivery.payload.utf8)).root
        var writer = JSONWriter(capacity: 128 + delivery.payload.utf8.count)
        writer.object { writer in
            writer.member("id", delivery.id)
            writer.member("type", delivery.kind)
            writer.member("created_at", delivery.createdAt.description)
            writer.name("data")
            writer.value(data)
        }
        let seconds = now.milliseconds / 1_000
        var headers = [
            ("Content-Type", "application/json"), ("User-Agent", "driftdetector/0.1 (webhook)"),
            ("X-DriftDetector-Event", delivery.kind), ("X-DriftDetector-Delivery", delivery.id),
            ("X-DriftDetector-Timestamp", "\(seconds)"),
        ]
        if let secret = target.secret {
            let signature = WebhookSignature.of(writer.bytes, sentAt: seconds, secret: secret)
            headers.append(("X-DriftDetector-Signature", signature))
        }
        if let authorization = target.authorization { headers.append(("Authorization", authorization)) }
        self.headers = headers.map { (name: $0.0, value: $0.1) }
        body = writer.bytes
    }

    /// Whether headers and body are the same.
    public static func == (left: WebhookRequest, right: WebhookRequest) -> Bool {
        left.body == right.body && left.headers.elementsEqual(right.headers) { $0 == $1 }
    }
}
