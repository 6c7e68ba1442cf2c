import Logging
import Synchronization

/// Keeps what is logged.
final class LogCapture: Sendable {
    struct Entry: Sendable {
        let level: Logger.Level
        let message: String
        let metadata: Logger.Metadata
    }

    private struct Handler: LogHandler {
        let capture: LogCapture
        var logLevel = Logger.Level.debug
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let entry = Entry(
                level: event.level, message: "\(event.message)",
                metadata: metadata.merging(event.metadata ?? [:]) { $1 })
            capture.kept.withLock { $0.append(entry) }
        }
    }

    private let kept = Mutex<[Entry]>([])

    /// What was logged at a level, in order.
    func entries(_ level: Logger.Level) -> [Entry] {
        kept.withLock { $0.filter { $0.level == level } }
    }

    var logger: Logger {
        Logger(label: "test") { _ in Handler(capture: self) }
    }
}
