import FeatureStore
import Ingestion
import Readings

/// The outcome of an import for machines.
struct ImportReport: Encodable {
    struct Column: Encodable {
        let name: String
        let column: String?
        let unit: String?
        let unitKnownFrom: String?
    }

    struct Rejection: Encodable {
        let line: Int
        let reason: String
        let detail: String
    }

    let input: String
    let schema: String
    let columns: [Column]
    let momentColumn: String
    let timezone: String
    let timezoneKnownFrom: String
    let timeFormat: String
    let warnings: [String]
    let rows: Int
    let rejected: [String: Int]
    let firstRejections: [Rejection]
    let rejectedFile: String?
    let added: Int?
    let corrected: Int?
    let duplicates: Int?
    let doubts: [String: Int]?
    let stations: [String: Int]
    let from: String?
    let to: String?
    let seconds: Double

    init(_ plan: ImportPlan, _ summary: ImportSummary, seconds: Double) {
        input = plan.path
        schema = plan.schema.name
        columns = plan.quantities.map {
            Column(
                name: $0.quantity.name, column: $0.column, unit: $0.unit?.unit.rawValue,
                unitKnownFrom: $0.unit?.evidence.rawValue)
        }
        momentColumn = plan.momentColumn
        timezone = plan.zone.description
        timezoneKnownFrom = plan.zoneEvidence.rawValue
        timeFormat = plan.momentFormat.description
        warnings = plan.warnings
        rows = summary.rows
        rejected = Dictionary(uniqueKeysWithValues: summary.rejected.map { ($0.key.rawValue, $0.value) })
        firstRejections = summary.firstRejections.map {
            Rejection(line: $0.line, reason: $0.reason.rawValue, detail: $0.detail)
        }
        rejectedFile = summary.rejectedFile
        added = summary.stored.map { $0.outcomes[.added] ?? 0 }
        corrected = summary.stored.map { $0.outcomes[.correction] ?? 0 }
        duplicates = summary.stored.map { $0.outcomes[.duplicate] ?? 0 }
        doubts = summary.stored?.doubts
        stations = summary.stations
        from = summary.span?.lowerBound.description
        to = summary.span?.upperBound.description
        self.seconds = seconds
    }
}
