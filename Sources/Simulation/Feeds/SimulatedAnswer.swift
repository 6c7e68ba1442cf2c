import JSON

/// What a simulated service answers.
public struct SimulatedAnswer: Sendable, Equatable {
    /// The HTTP status.
    public let status: Int
    /// The body.
    public var body: [UInt8]
    /// Whether the body is JSON.
    public var isJSON = true
    /// Milliseconds of the world before it is sent.
    public var delay: Int64 = 0

    /// An answer in JSON.
    init(status: Int = 200, _ write: (inout JSONWriter) -> Void) {
        self.status = status
        var writer = JSONWriter(capacity: 512)
        write(&writer)
        body = writer.bytes
    }

    /// An answer in plain text.
    init(status: Int, text: String) {
        self.status = status
        body = Array(text.utf8)
        isJSON = false
    }

    /// The answer as it comes through with a fault.
    func with(_ fault: TransportFault) -> SimulatedAnswer {
        switch fault {
        case .outage:
            return SimulatedAnswer(status: 503, text: "<html><body>503 Service Temporarily Unavailable</body></html>")
        case .error500: return SimulatedAnswer(status: 500, text: "Internal Server Error")
        case .garbage: return SimulatedAnswer(status: 200, text: "<html>\u{0} not what you asked for")
        case .truncated:
            var half = self
            half.body = Array(body.prefix(body.count / 2))
            return half
        case .slow:
            var late = self
            late.delay = 30_000
            return late
        case .storm429, .missing: return self
        }
    }
}
