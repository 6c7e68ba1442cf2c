import Metrics
import Readings

/// Counters of what is collected.
struct CollectionMetrics: Sendable {
    func record(_ outcome: CollectionRound.Outcome, source: String) {
        Counter(label: "collected_readings_total", dimensions: [("source", source)])
            .increment(by: outcome.stored.rowCount)
        for (reason, failures) in Dictionary(grouping: outcome.failures.values, by: \.code) {
            Counter(label: "collection_failures_total", dimensions: [("source", source), ("reason", reason)])
                .increment(by: failures.count)
        }
    }
}
