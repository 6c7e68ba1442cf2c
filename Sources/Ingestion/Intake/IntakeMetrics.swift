import FeatureStore
import Ledger
import Metrics
import Readings

/// Counters of what is taken in.
struct IntakeMetrics: Sendable {
    func record(_ readings: ReadingTable, outcomes: [LakeOutcome], counts: [QualityCount]) {
        var stored: [String: Int] = [:]
        for row in outcomes.indices where outcomes[row] != .duplicate {
            stored[readings.source(ofRow: row), default: 0] += 1
        }
        for (source, count) in stored {
            Counter(
                label: "readings_stored_total", dimensions: [("schema", readings.schema.name), ("source", source)]
            ).increment(by: count)
        }
        var reasons: [String: Int] = [:]
        for count in counts { reasons[count.reason, default: 0] += count.count }
        for (reason, count) in reasons {
            Counter(
                label: "readings_doubtful_total",
                dimensions: [("schema", readings.schema.name), ("reason", reason)]
            ).increment(by: count)
        }
    }
}
