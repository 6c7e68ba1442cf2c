import FeatureStore
import Foundation
import Ledger
import Readings

/// Looks at what lies in the data directory, and whether more can be written there.
struct DirectoryCheckup {
    /// Below this, a compaction of a large month may fail.
    private static let littleSpace: Int64 = 1 << 30

    let directory: String
    let now: Timestamp

    var findings: [Finding] {
        [disk] + SensorSchema.all.map(lake) + ledger
    }

    private var disk: Finding {
        let probe = "\(directory)/.doctor"
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try Data("probe".utf8).write(to: URL(fileURLWithPath: probe))
            try FileManager.default.removeItem(atPath: probe)
            let attributes = try FileManager.default.attributesOfFileSystem(forPath: directory)
            let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
            let text = "\(directory) can be written, \(free >> 20) MiB are free"
            guard free < Self.littleSpace else { return Finding(check: "disk", state: .ok, detail: text) }
            return Finding(check: "disk", state: .notice, detail: text, advice: "make space, or move --data-dir")
        } catch {
            return Finding(
                check: "disk", state: .failed, detail: "\(directory) cannot be written: \(error.localizedDescription)",
                advice: "give the user of this program the right to write there, make space, or name another --data-dir"
            )
        }
    }

    private func lake(of schema: SensorSchema) -> Finding {
        let check = "readings of \(schema.name)"
        do {
            let lake = ReadingLake(dataDirectory: directory)
            let count = try lake.rowCount(of: schema)
            guard count > 0 else {
                return Finding(
                    check: check, state: .notice, detail: "none are stored",
                    advice: schema == .weather
                        ? "driftdetector collect, backfill or quickstart brings some"
                        : "POST /readings brings some")
            }
            let recent = try lake.newestReadings(of: schema, hours: 1)
            let newest = recent.observedAt.max().map { "the newest of \($0)" } ?? "none of the last hours"
            return Finding(check: check, state: .ok, detail: "\(count) are stored, \(newest)")
        } catch {
            return Finding(
                check: check, state: .failed, detail: "\(error)",
                advice: "move the damaged file away, or restore it from a copy")
        }
    }

    private var ledger: [Finding] {
        do {
            let ledger = try LedgerDatabase(dataDirectory: directory)
            let missing = try ledger.missingHours()
            let reasons = Dictionary(grouping: missing, by: \.reason).mapValues(\.count).sorted { $0.key < $1.key }
            let text = reasons.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            let requests = try ledger.openRetrainingRequests()
            return [
                Finding(
                    check: "hours without a reading", state: missing.isEmpty ? .ok : .notice,
                    detail: missing.isEmpty ? "none are recorded" : "\(missing.count) are recorded: \(text)",
                    advice: missing.isEmpty ? nil : "collect fills them when the archive has them"),
                Finding(
                    check: "requests to retrain", state: requests.isEmpty ? .ok : .notice,
                    detail: requests.isEmpty
                        ? "none is open" : requests.map { "\($0.schema): \($0.detail)" }.joined(separator: "; "),
                    advice: requests.isEmpty ? nil : "driftdetector train"),
            ]
        } catch {
            return [Finding(check: "ledger", state: .failed, detail: "\(error)")]
        }
    }
}
