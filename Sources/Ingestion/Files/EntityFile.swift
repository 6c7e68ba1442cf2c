public import Parquet
public import Readings

/// Rows of a CSV or Parquet file that name a station and a moment each, and whatever else.
public struct EntityFile: Sendable {
    /// What a file holds.
    public struct Contents: Sendable {
        /// All columns, in the file's order.
        public let batch: RecordBatch
        /// For each row its station.
        public let stations: [String]
        /// For each row its moment.
        public let moments: [Timestamp]
        /// What the file calls the moment.
        public let momentColumn: String
    }

    private let path: String
    private let momentColumns: [String]

    /// A file.
    /// - Parameters:
    ///   - path: ends in `.parquet`, or is taken for CSV, plain or gzipped.
    ///   - momentColumns: how the moment may be called; the first that the file has counts.
    public init(path: String, momentColumns: [String]) {
        self.path = path
        self.momentColumns = momentColumns
    }

    /// Reads all rows.
    /// - Parameters:
    ///   - types: the types of further columns of a CSV file, by name.
    ///   - untyped: what the other columns of a CSV file become.
    /// - Returns: the rows.
    /// - Throws: ``IngestionError`` with the place of what cannot be read.
    public func read(
        types: [String: ColumnType] = [:], untyped: CSVReader.Untyped = .string
    ) throws(IngestionError) -> Contents {
        let batch = try batch(types: types, untyped: untyped)
        guard let momentColumn = momentColumns.first(where: { batch[$0] != nil }), batch["machine_id"] != nil else {
            let missing = (batch["machine_id"] == nil ? ["machine_id"] : []) + momentColumns
            throw IngestionError(
                subject: path, reason: .missingColumns(missing, found: batch.columns.map(\.name)))
        }
        return Contents(
            batch: batch, stations: try batch.stationNames("machine_id", of: path),
            moments: try moments(momentColumn, of: batch),
            momentColumn: momentColumn)
    }

    /// The moments of a column.
    /// - Parameters:
    ///   - name: the column's name.
    ///   - batch: the rows.
    /// - Returns: one moment a row, each between 1900 and 2199.
    /// - Throws: ``IngestionError`` with the place of what is none.
    public func moments(_ name: String, of batch: RecordBatch) throws(IngestionError) -> [Timestamp] {
        try batch.plausibleMoments(name, of: path)
    }

    /// Numbers of a column of any width as 32-bit floats.
    /// - Parameters:
    ///   - name: the column's name.
    ///   - batch: the rows.
    /// - Returns: one value a row, NaN where missing.
    /// - Throws: ``IngestionError`` when there are no numbers in it.
    public func floats(_ name: String, of batch: RecordBatch) throws(IngestionError) -> [Float] {
        switch batch[name] {
        case .float32(let values)?: return values
        case .float64(let values)?: return values.map { Float($0) }
        case .int32(let values)?: return values.map { Float($0) }
        case .int64(let values)?: return values.map { Float($0) }
        default: throw IngestionError(subject: path, reason: .wrongColumn(name, expected: "numbers"))
        }
    }

    private func batch(
        types: [String: ColumnType], untyped: CSVReader.Untyped
    ) throws(IngestionError) -> RecordBatch {
        do {
            if path.hasSuffix(".parquet") { return try ParquetReader(path: path).read() }
            var types = types
            types["machine_id"] = .string
            for name in momentColumns { types[name] = .timestamp }
            return try CSVReader(path: path).read(types: types, untyped: untyped)
        } catch {
            throw IngestionError(subject: path, reason: .file(error))
        }
    }
}
