import CParquet

/// Reads a Parquet file, whole or one row group at a time.
///
/// What other programs write is brought to the types of ``ColumnType``: small integers to int32, others to int64,
/// half floats to float32, decimals to float64 and dates to timestamps. Times become UTC milliseconds, finer ones cut
/// towards the past and those without a zone taken as UTC. Integer and boolean columns that have a null anywhere in
/// the file become float64 (true 1, false 0), with NaN for null, and so does a column of nothing but nulls.
public final class ParquetReader {
    /// The columns that can be read. Those of types without a ``ColumnType``, such as lists, are left out.
    public let schema: Schema
    /// The names of all columns, from left to right, also of those that cannot be read.
    public var columnNames: [String] { fields.map(\.name) }
    /// The number of rows in the file.
    public let rowCount: Int
    /// The number of row groups in the file.
    public let rowGroupCount: Int
    /// The texts that the file carries, by key.
    public let metadata: [String: String]

    private let path: String
    private let reader: OpaquePointer
    private let fields: [(name: String, type: ColumnType?, fileType: String, hasTexts: Bool)]

    /// Opens a file and reads its footer.
    ///
    /// - Parameter path: the file's path.
    /// - Throws: ``ParquetError``: `.notFound`, `.unreadable`, `.empty`, `.malformed`.
    public init(path: String) throws(ParquetError) {
        self.path = path
        let reader = try ParquetError.rethrowing(path) { CParquetReaderOpen(path, $0) }
        self.reader = reader
        rowCount = Int(CParquetReaderRowCount(reader))
        rowGroupCount = Int(CParquetReaderRowGroupCount(reader))
        fields = (0..<CParquetReaderFieldCount(reader)).map { index in
            let field = CParquetReaderField(reader, index)
            return (
                String(field.name), ColumnType(field.type), String(field.fileType),
                CParquetReaderHasTexts(reader, index)
            )
        }
        schema = Schema(fields.compactMap { field in field.type.map { ColumnSchema(name: field.name, type: $0) } })
        let pairs = (0..<CParquetReaderMetadataCount(reader)).map { index in
            (String(CParquetReaderMetadataKey(reader, index)), String(CParquetReaderMetadataValue(reader, index)))
        }
        metadata = Dictionary(pairs) { _, last in last }
    }

    deinit {
        CParquetReaderFree(reader)
    }

    /// Reads all rows.
    ///
    /// - Parameters:
    ///   - columns: the columns to read, in the order wanted; nil reads all.
    ///   - types: columns that are wanted as another type than their own: `.string` gives what they hold as texts, moments
    ///     as ISO 8601; `.optionalTimestamp` allows moments to be missing, and is ignored for other columns.
    /// - Returns: the rows of the whole file.
    /// - Throws: ``ParquetError``: `.missingColumn`, `.duplicateColumn`, `.unsupportedType`, `.malformed`,
    ///   `.nullValue`, `.notRepresentable`.
    public func read(
        columns: [String]? = nil, as types: [String: ColumnType] = [:]
    ) throws(ParquetError) -> RecordBatch {
        try read(group: -1, columns: columns, as: types)
    }

    /// Reads the rows of one row group, holding no others in memory.
    ///
    /// - Parameters:
    ///   - rowGroup: the row group, from 0 to one less than ``rowGroupCount``.
    ///   - columns: the columns to read, in the order wanted; nil reads all.
    /// - Returns: the rows of the row group.
    /// - Throws: ``ParquetError``: `.rowGroupOutOfRange`, and all that ``read(columns:)`` may throw.
    public func read(rowGroup: Int, columns: [String]? = nil) throws(ParquetError) -> RecordBatch {
        guard (0..<rowGroupCount).contains(rowGroup) else {
            throw ParquetError(path, .rowGroupOutOfRange(rowGroup, count: rowGroupCount))
        }
        return try read(group: Int32(rowGroup), columns: columns, as: [:])
    }

    /// Whether a column holds moments that the file itself calls UTC, or of a zone.
    ///
    /// - Parameter column: the column's name.
    /// - Returns: false for moments without a zone, which count as UTC when they are read, and for other columns.
    public func isUTC(column: String) -> Bool {
        fields.contains { $0.name == column && $0.type == .timestamp && $0.fileType.contains("tz=") }
    }

    private func read(
        group: Int32, columns: [String]?, as types: [String: ColumnType]
    ) throws(ParquetError) -> RecordBatch {
        let fields = try fields(of: columns ?? columnNames, as: types)
        let nativeTypes = fields.map(\.type.native)
        let table = try ParquetError.rethrowing(path) {
            CParquetReaderRead(reader, group, fields.map(\.place), nativeTypes, Int32(fields.count), $0)
        }
        return try NativeTable(table, path: path).recordBatch()
    }

    private func fields(
        of columns: [String], as types: [String: ColumnType]
    ) throws(ParquetError) -> [(place: Int32, type: ColumnType)] {
        var found: [(place: Int32, type: ColumnType)] = []
        for name in columns {
            guard let place = fields.firstIndex(where: { $0.name == name }) else {
                throw ParquetError(path, .missingColumn(name))
            }
            let field = fields[place]
            let type: ColumnType? =
                switch types[name] {
                case .string?: field.hasTexts ? .string : nil
                case .optionalTimestamp? where field.type == .timestamp: .optionalTimestamp
                default: field.type
                }
            guard let type else {
                throw ParquetError(path, .unsupportedType(column: name, type: field.fileType))
            }
            guard fields.count(where: { $0.name == name }) == 1, !found.contains(where: { $0.place == place }) else {
                throw ParquetError(path, .duplicateColumn(name))
            }
            found.append((Int32(place), type))
        }
        return found
    }
}
