import Parquet
import Readings

/// The folder of one month of one schema's readings.
///
/// Files never change. A commit adds one; a compaction puts another folder in the place of this one. So a reader that
/// finds the folder exchanged, or a file gone, starts the month again, and then sees every row once.
struct LakeMonth {
    private static let attempts = 100

    let schema: SensorSchema
    let month: MonthPartition
    let folder: ParquetFolder

    init(_ month: MonthPartition, schema: SensorSchema, lake: String) {
        self.month = month
        self.schema = schema
        folder = ParquetFolder(path: "\(lake)/schema=\(schema.name)/\(month.path)")
    }

    /// The files in the order in which their rows came.
    func files() throws(FeatureStoreError) -> [LakeFileEntry] {
        let names: [String]
        do {
            names = try folder.fileNames()
        } catch {
            throw FeatureStoreError(subject: folder.path, reason: .file(error))
        }
        return names.compactMap { LakeFileEntry($0, in: folder.path) }
            .sorted { ($0.sequence, $0.name) < ($1.sequence, $1.name) }
    }

    /// Lets `visit` see each file once, in the order in which the rows came; nothing of a try that had to be given up
    /// remains, since `begin` makes what `visit` fills anew for each try.
    func eachFile<Value>(
        begin: () -> Value, visit: (LakeFile, inout Value) throws(FeatureStoreError) -> Void
    ) throws(FeatureStoreError) -> Value {
        for attempt in 1...Self.attempts {
            let identity = folder.identity
            var value = begin()
            do throws(FeatureStoreError) {
                for file in try files() {
                    try visit(LakeFile(path: "\(folder.path)/\(file.name)"), &value)
                }
            } catch {
                guard error.isVanishedFile, attempt < Self.attempts else { throw error }
                continue
            }
            if folder.identity == identity { return value }
        }
        throw FeatureStoreError(subject: folder.path, reason: .directory("changes faster than it can be read"))
    }

    /// All rows, corrections included; those outside of `span` may be left out.
    func readings(within span: ClosedRange<Timestamp>? = nil) throws(FeatureStoreError) -> ReadingTable {
        try eachFile(begin: { ReadingTable(schema: schema) }) { file, table throws(FeatureStoreError) in
            let rows = try file.readings(of: schema, within: span)
            if table.rowCount == 0 { table = rows } else { table.append(contentsOf: rows) }
        }
    }

    /// Rows of all files by their footers.
    func rowCount() throws(FeatureStoreError) -> Int {
        try eachFile(begin: { 0 }) { file, count throws(FeatureStoreError) in
            count += try file.rowCount()
        }
    }
}
