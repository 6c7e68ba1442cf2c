import CParquet

/// Writes one Parquet file, which appears at its path whole or not at all.
///
/// The rows go to a hidden file in the same directory. ``close()`` makes it durable and renames it; a writer that is
/// let go before that removes it. Missing values are nulls in the file, and columns are compressed with zstd. The same
/// batches give the same bytes.
public final class ParquetWriter {
    /// The most rows that one row group gets; a larger batch is split.
    public static let maximumRowsPerRowGroup = 1 << 20

    /// The columns that every batch must have.
    public let schema: Schema

    private let path: String
    private let writer: OpaquePointer
    private var isOpen = true

    /// Opens a file for writing and makes the directories above it.
    ///
    /// - Parameters:
    ///   - path: where the file is to appear; a file that is there is replaced.
    ///   - schema: the columns of the file.
    ///   - source: a Parquet file whose columns come before them, of their own types, whatever these are; the batches must
    ///     have as many rows in all. It is read as a whole.
    ///   - metadata: texts that the file carries, by key.
    ///   - compressionLevel: zstd's level, from 1 (fast) to 22 (small).
    /// - Throws: ``ParquetError``: `.unwritable`, `.duplicateColumn`; of the source `.notFound`, `.unreadable`, `.empty`,
    ///   `.malformed`.
    public init(
        path: String, schema: Schema, extending source: String? = nil, metadata: [String: String] = [:],
        compressionLevel: Int = 1
    ) throws(ParquetError) {
        precondition((1...22).contains(compressionLevel), "zstd has the levels 1 to 22")
        var seen: Set<String> = []
        for name in schema.names where !seen.insert(name).inserted {
            throw ParquetError(path, .duplicateColumn(name))
        }
        self.path = path
        self.schema = schema
        let types = schema.columns.map(\.type.native)
        let sorted = metadata.sorted { $0.key < $1.key }
        let (names, keys) = (PackedTexts(schema.names), PackedTexts(sorted.map(\.key)))
        let values = PackedTexts(sorted.map(\.value))
        do {
            writer = try ParquetError.rethrowing(path) { failure in
                names.withTexts { names in
                    keys.withTexts { keys in
                        values.withTexts { values in
                            CParquetWriterOpen(
                                path, source, names, types, keys, values, Int32(compressionLevel), failure)
                        }
                    }
                }
            }
        } catch {
            if case .unwritable = error.reason { throw error }
            throw ParquetError(source ?? path, error.reason)
        }
    }

    deinit {
        CParquetWriterFree(writer)
    }

    /// Writes a whole file of one batch.
    ///
    /// - Parameters:
    ///   - batch: the rows.
    ///   - path: where the file is to appear; a file that is there is replaced.
    ///   - metadata: texts that the file carries, by key.
    /// - Throws: ``ParquetError``: `.unwritable`, `.codeOutOfRange`, `.duplicateName`.
    public static func write(
        _ batch: RecordBatch, to path: String, metadata: [String: String] = [:]
    ) throws(ParquetError) {
        let writer = try ParquetWriter(path: path, schema: batch.schema, metadata: metadata)
        try writer.append(batch)
        try writer.close()
    }

    /// Adds rows, as a row group of their own or, beyond ``maximumRowsPerRowGroup``, as several. No rows add nothing.
    ///
    /// - Parameter batch: rows with the columns of ``schema``, in their order.
    /// - Throws: ``ParquetError``: `.schemaMismatch`, `.codeOutOfRange`, `.duplicateName`, which leave the writer as
    ///   it was; `.unwritable`, after which it only says `.closed`.
    public func append(_ batch: RecordBatch) throws(ParquetError) {
        guard isOpen else { throw ParquetError(path, .closed) }
        guard batch.schema == schema else {
            throw ParquetError(path, .schemaMismatch(found: batch.schema, expected: schema))
        }
        for column in batch.columns {
            if case .category(let codes, let names) = column.values {
                try check(codes: codes, names: names, column: column.name)
            }
        }
        isOpen = false
        for start in stride(from: 0, to: batch.rowCount, by: Self.maximumRowsPerRowGroup) {
            let rows = start..<min(start + Self.maximumRowsPerRowGroup, batch.rowCount)
            try call { CParquetWriterBeginRowGroup(writer, Int64(rows.count), $0) }
            for column in batch.columns { try add(column.values, rows: rows) }
        }
        isOpen = true
    }

    /// Makes the file durable and gives it its name. A file of no batches has the columns and no rows.
    ///
    /// - Throws: ``ParquetError``: `.unwritable`, and `.closed` when it was closed or a write failed before.
    public func close() throws(ParquetError) {
        guard isOpen else { throw ParquetError(path, .closed) }
        isOpen = false
        try call { CParquetWriterClose(writer, $0) }
    }

    private func check(codes: [Int32], names: [String], column: String) throws(ParquetError) {
        if let code = codes.first(where: { $0 < -1 || $0 >= names.count }) {
            throw ParquetError(path, .codeOutOfRange(column: column, code: code))
        }
        var seen: Set<[UInt8]> = []
        for name in names where !seen.insert(Array(name.utf8)).inserted {
            throw ParquetError(path, .duplicateName(column: column, name: name))
        }
    }

    private func add(_ values: ColumnValues, rows: Range<Int>) throws(ParquetError) {
        switch values {
        case .float64(let values): try add(values[rows])
        case .float32(let values): try add(values[rows])
        case .int32(let values): try add(values[rows])
        case .int64(let values), .timestamp(let values): try add(values[rows])
        case .optionalTimestamp(let values): try add(ArraySlice(values[rows].map { $0 ?? .min }))
        case .boolean(let values): try add(values[rows])
        case .string(let values): try add(ArraySlice<Int32>(), texts: PackedTexts(values[rows]))
        case .category(let codes, let names): try add(codes[rows], texts: PackedTexts(names))
        }
    }

    private func add<Value>(
        _ values: ArraySlice<Value>, texts: PackedTexts = PackedTexts(EmptyCollection<String>())
    ) throws(ParquetError) {
        try call { failure in
            values.withUnsafeBufferPointer { values in
                texts.withTexts { CParquetWriterAddColumn(writer, values.baseAddress, $0, failure) }
            }
        }
    }

    private func call(_ body: (UnsafeMutablePointer<CParquetFailure>) -> Bool) throws(ParquetError) {
        try ParquetError.rethrowing(path) { body($0) ? () : nil }
    }
}
