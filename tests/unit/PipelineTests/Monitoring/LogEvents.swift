import Logging

/// Hands on what is logged, as it comes.
struct LogEvents: LogHandler {
    let continuation: AsyncStream<String>.Continuation
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    static func logger() -> (logger: Logger, events: AsyncStream<String>) {
        let (events, continuation) = AsyncStream<String>.makeStream()
        return (Logger(label: "test") { _ in LogEvents(continuation: continuation) }, events)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        continuation.yield("\(event.level): \(event.message)")
    }
}
