import Parquet
public import Readings
import Synchronization

/// Writes to the lake of a data directory, one commit after the other, also when several processes do.
///
/// A commit is one small file for each month that it touches; ``compact(schema:)`` merges them.
public final class LakeWriter: Sendable {
    /// Months that are remembered; others are looked through again when they are written to.
    private static let rememberedMonths = 120

    private struct Key: Hashable {
        let schema: String
        let month: MonthPartition
    }

    private let directory: String
    private let views = Mutex<[Key: MonthView]>([:])

    /// A writer.
    /// - Parameter dataDirectory: the directory that holds everything; made with the first commit.
    public init(dataDirectory: String) {
        directory = "\(dataDirectory)/readings"
    }

    /// Takes readings in. When it returns, they are durable.
    ///
    /// What is already known in the same values changes nothing; other values for a known station, moment and source
    /// are kept beside the earlier ones as a correction.
    /// - Parameter readings: in any order.
    /// - Returns: one outcome a reading.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read or written; months written before stay, and adding the
    ///   same readings again is safe.
    @discardableResult
    public func add(_ readings: ReadingTable) throws(FeatureStoreError) -> [LakeOutcome] {
        guard readings.rowCount > 0 else { return [] }
        let result = views.withLock { views in
            Result { () throws(FeatureStoreError) in
                try LakeLock.locked(lockFile(of: readings.schema)) { () throws(FeatureStoreError) in
                    try add(readings, views: &views)
                }
            }
        }
        return try result.get()
    }

    /// Merges small files of months into larger ones.
    /// - Parameter schema: the schema of the readings.
    /// - Returns: what was done; nothing while another process merges.
    /// - Throws: ``FeatureStoreError``; the lake is then as it was, or as it should be.
    public func compact(schema: SensorSchema) throws(FeatureStoreError) -> CompactionSummary {
        try LakeLock.lockedIfFree("\(directory)/.\(schema.name).compaction.lock") { () throws(FeatureStoreError) in
            var summary = CompactionSummary()
            for month in try MonthPartition.all(below: "\(directory)/schema=\(schema.name)") {
                let compaction = LakeCompaction(
                    month: LakeMonth(month, schema: schema, lake: directory), lockFile: lockFile(of: schema))
                summary.add(try compaction.run())
            }
            return summary
        } ?? CompactionSummary()
    }

    private func lockFile(of schema: SensorSchema) -> String { "\(directory)/.\(schema.name).lock" }

    private func add(
        _ readings: ReadingTable, views: inout [Key: MonthView]
    ) throws(FeatureStoreError) -> [LakeOutcome] {
        let rowsByMonth = Self.rowsByMonth(of: readings)
        var outcomes = [LakeOutcome](repeating: .duplicate, count: readings.rowCount)
        for (partition, rows) in rowsByMonth.sorted(by: { $0.key < $1.key }) {
            let month = LakeMonth(partition, schema: readings.schema, lake: directory)
            let key = Key(schema: readings.schema.name, month: partition)
            var view = views[key] ?? MonthView()
            try view.update(from: month)
            let commit = try LakeCommit(rows, of: readings, view: view, month: month)
            if commit.accepted.rowCount > 0 {
                let last = try month.files().map(\.sequence).max() ?? 0
                let name = LakeFileName(sequence: last + 1).text
                try LakeFile.write(commit.accepted, to: "\(month.folder.path)/\(name)")
                view.insert(LakeFileEntry(name, in: month.folder.path), newest: commit.newest)
            }
            if views.count >= Self.rememberedMonths, views[key] == nil { views = [:] }
            views[key] = view
            for (row, outcome) in zip(rows, commit.outcomes) { outcomes[row] = outcome }
        }
        return outcomes
    }

    private static func rowsByMonth(of readings: ReadingTable) -> [MonthPartition: [Int]] {
        var rowsByMonth: [MonthPartition: [Int]] = [:]
        // Neighbours are mostly of one day, and days of one month.
        var run: [Int] = []
        var month = MonthPartition(of: readings.observedAt[0])
        var day = readings.observedAt[0].dayIndex
        for row in 0..<readings.rowCount {
            let ofRow = readings.observedAt[row]
            if ofRow.dayIndex != day {
                day = ofRow.dayIndex
                let next = MonthPartition(of: ofRow)
                if next != month {
                    rowsByMonth[month, default: []] += run
                    run.removeAll(keepingCapacity: true)
                    month = next
                }
            }
            run.append(row)
        }
        rowsByMonth[month, default: []] += run
        return rowsByMonth
    }
}
