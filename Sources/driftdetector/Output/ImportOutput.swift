import FeatureStore
import Ingestion
import Readings

/// What an import tells people and machines.
struct ImportOutput {
    let plan: ImportPlan
    let isJSON: Bool
    let dataDirectory: String

    /// How the file is taken in, before it is.
    func show(_ plan: ImportPlan) {
        guard !isJSON else { return }
        print("\(plan.path)\(Self.dialect(of: plan)), columns \(plan.mapping.rawValue)")
        print("")
        var table = TextTable(["ours", "theirs", "unit", "known from"], leftAligned: [0, 1, 2, 3])
        table.add([
            "machine_id", plan.stationColumn ?? plan.station ?? "", "", plan.stationColumn == nil ? "stated" : "",
        ])
        let zone = plan.zoneEvidence == .found ? "as written" : plan.zone.description
        table.add(["observed_at", plan.momentColumn, "\(plan.momentFormat), \(zone)", plan.zoneEvidence.rawValue])
        if let known = plan.knownColumn { table.add(["known_at", known, "", ""]) }
        for quantity in plan.quantities {
            table.add([
                quantity.quantity.name, quantity.column ?? "–", quantity.unit?.unit.rawValue ?? "",
                quantity.unit?.evidence.rawValue ?? "",
            ])
        }
        print(table.text)
        if !plan.ignored.isEmpty { print("\nleft alone: \(Self.list(plan.ignored))") }
        for warning in plan.warnings { print("look: \(warning)") }
        print("")
    }

    /// What became of the rows, or would.
    func show(_ summary: ImportSummary, seconds: Double) throws {
        guard !isJSON else { return try JSONOutput.print(ImportReport(plan, summary, seconds: seconds)) }
        if summary.stored == nil { showFirstReadings(of: summary) }
        print("  rows       \(summary.rows)")
        if let stored = summary.stored {
            let counts = LakeOutcome.allCases.map { "\(stored.outcomes[$0] ?? 0) \($0.words)" }
            print("  stored     \(counts.joined(separator: ", "))")
            if !stored.doubts.isEmpty {
                let doubts = stored.doubts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                print("  doubted    \(doubts.map { "\($0.value) \($0.key)" }.joined(separator: ", "))")
            }
        } else {
            print("  readings   \(summary.acceptedRows), none of them stored")
        }
        print("  rejected   \(Self.rejections(of: summary))")
        for row in summary.firstRejections { print("             line \(row.line): \(row.detail)") }
        if let file = summary.rejectedFile { print("             all of them with their reasons: \(file)") }
        if let span = summary.span {
            print("  moments    \(span.lowerBound) to \(span.upperBound)")
            print("  stations   \(Self.list(summary.stations.keys.sorted()))")
        }
        print("  time       \(Number.short(seconds, digits: 1)) s, \(Self.rate(summary.rows, seconds)) rows a second")
        print("\nNext:\n  \(next(after: summary))")
    }

    private func showFirstReadings(of summary: ImportSummary) {
        guard !summary.firstReadings.isEmpty else { return }
        let quantities = plan.schema.quantities
        var table = TextTable(
            ["machine_id", "observed_at"] + quantities.map { "\($0.name) \($0.unit)" }, leftAligned: [0, 1])
        for reading in summary.firstReadings {
            table.add(
                [reading.station, "\(reading.observedAt)"]
                    + reading.values.map { $0.isNaN ? "" : Number.plain($0) })
        }
        print(table.text + "\n")
    }

    private func next(after summary: ImportSummary) -> String {
        if summary.acceptedRows == 0 { return "driftdetector import --help" }
        return summary.stored == nil
            ? "the same command without --dry-run" : "driftdetector train --data-dir \(dataDirectory)"
    }

    private static func dialect(of plan: ImportPlan) -> String {
        guard let delimiter = plan.delimiter, let point = plan.decimalPoint else { return ": Parquet" }
        let name = delimiter == UInt8(ascii: "\t") ? "tab" : String(UnicodeScalar(delimiter))
        return ": CSV, fields parted by '\(name)', decimals by '\(String(UnicodeScalar(point)))'"
    }

    private static func rejections(of summary: ImportSummary) -> String {
        guard summary.rejectedRows > 0 else { return "0" }
        let reasons = summary.rejected.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        return "\(summary.rejectedRows): " + reasons.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
    }

    private static func rate(_ rows: Int, _ seconds: Double) -> String {
        Number.short(Double(rows) / max(seconds, 0.001), digits: 0)
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }
}

extension LakeOutcome {
    fileprivate var words: String {
        switch self {
        case .added: "new"
        case .correction: "corrected"
        case .duplicate: "known already"
        }
    }
}
