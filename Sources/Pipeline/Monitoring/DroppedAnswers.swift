import FeatureStore
import Metrics

/// Answers that reached no file, counted for scrapers.
struct DroppedAnswers {
    private let files: Counter
    private let window: Counter
    private var counted = (files: 0, window: 0)

    init(metrics: any MetricsFactory) {
        func counter(_ destination: String) -> Counter {
            Counter(
                label: "prediction_log_dropped_total", dimensions: [("destination", destination)], factory: metrics)
        }
        files = counter("parquet")
        window = counter("window")
    }

    /// Adds what was let go since the last call.
    mutating func count(logs: [PredictionLog], journal: PredictionJournal?) {
        let now = (files: logs.reduce(0) { $0 + $1.droppedCount }, window: journal?.droppedCount ?? 0)
        files.increment(by: now.files - counted.files)
        window.increment(by: now.window - counted.window)
        counted = now
    }
}
