import Parquet

/// Writes one month of feature rows in row groups; the file appears whole at the end.
final class OfflineMonthWriter {
    /// Rows of a group: what memory holds of a file that is written.
    private static let groupRows = 1 << 17

    private let file: OfflineMonthFile
    private let origin: OfflineMonthFile.Origin
    private var writer: ParquetWriter?
    private(set) var rows: OfflineRows
    private var writtenRows = 0

    init(_ file: OfflineMonthFile, origin: OfflineMonthFile.Origin) {
        self.file = file
        self.origin = origin
        rows = OfflineRows(schema: file.schema)
    }

    /// Rows added so far.
    var rowCount: Int { writtenRows + rows.rowCount }

    /// Lets `add` append rows, and writes what has come together.
    func append(_ add: (inout OfflineRows) -> Void) throws(FeatureStoreError) {
        add(&rows)
        if rows.rowCount >= Self.groupRows { try flush() }
    }

    /// Makes the file durable under its name.
    func close() throws(FeatureStoreError) {
        try flush()
        do {
            try writer?.close()
        } catch {
            throw FeatureStoreError(subject: file.path, reason: .file(error))
        }
    }

    private func flush() throws(FeatureStoreError) {
        do throws(ParquetError) {
            let batch = try rows.recordBatch()
            if writer == nil {
                writer = try ParquetWriter(
                    path: file.path, schema: batch.schema, metadata: file.metadata(of: origin))
            }
            try writer?.append(batch)
        } catch {
            throw FeatureStoreError(subject: file.path, reason: .file(error))
        }
        writtenRows += rows.rowCount
        rows.removeAll()
    }
}
