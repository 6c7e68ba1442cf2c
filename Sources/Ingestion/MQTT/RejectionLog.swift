import Logging
import MQTT
import Metrics
import Readings

/// Counts messages that could not be read whole, writes them aside, and tells of them at most once a minute.
struct RejectionLog {
    private static let interval: Duration = .seconds(60)

    private let file: RejectedMessages
    private let logger: Logger
    private let counter = Counter(label: "mqtt_rejected_total")
    private var untold = 0
    private var lastTold: ContinuousClock.Instant?

    init(file: RejectedMessages, logger: Logger) {
        self.file = file
        self.logger = logger
    }

    mutating func add(_ entries: [RejectedMessages.Entry]) {
        guard let newest = entries.last else { return }
        counter.increment(by: entries.count)
        untold += entries.count
        var failure: IngestionError?
        do throws(IngestionError) {
            try file.append(entries)
        } catch {
            // They are acknowledged all the same: what nobody can read must not keep the rest from being stored.
            failure = error
        }
        let now = ContinuousClock.now
        guard lastTold.map({ now - $0 >= Self.interval }) ?? true else { return }
        lastTold = now
        var metadata: Logger.Metadata = [
            "messages": "\(untold)", "topic": "\(newest.message.topic)", "file": "\(file.path)",
            "problem": "\(newest.issues.first?.message ?? "")",
        ]
        if let failure { metadata["error"] = "\(failure)" }
        logger.warning(
            failure == nil
                ? "messages could not be read, and were written aside"
                : "messages could not be read, nor written aside", metadata: metadata)
        untold = 0
    }
}
