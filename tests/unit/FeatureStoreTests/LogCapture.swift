import Logging
import Synchronization

/// Keeps what is logged, as texts.
final class LogCapture: Sendable {
    private struct Handler: LogHandler {
        let capture: LogCapture
        var logLevel = Logger.Level.debug
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let values = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            capture.kept.withLock { $0.append("\(event.message) \(values.joined(separator: " "))") }
        }
    }

    private let kept = Mutex<[String]>([])

    /// What was logged, in order.
    var lines: [String] { kept.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test") { _ in Handler(capture: self) }
    }
}
