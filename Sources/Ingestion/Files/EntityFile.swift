public import Parquet
public import Readings

/// Rows of a CSV or Parquet file that name a station and a moment each, and whatever else.
public struct EntityFile: Sendable {
    /// The stations and moments of the rows.
    public struct Keys: Sendable {
        /// For each row its station.
        public let stations: [String]
        /// For each row its moment.
        public let moments: [Timestamp]
        /// What the file calls the moment.
        public let momentColumn: String
    }

    /// Its path.
    public let path: String
    /// Whether it is Parquet, by the end of its name, and not CSV.
    public let isParquet: Bool
    /// What its columns are called, from left to right.
    public let columnNames: [String]

    /// Opens a file.
    /// - Parameter path: ends in `.parquet`, or is taken for CSV, plain or gzipped.
    /// - Throws: ``IngestionError`` when it cannot be read or has no columns.
    public init(path: String) throws(IngestionError) {
        self.path = path
        isParquet = Self.isParquet(path)
        do {
            columnNames =
                try Self.isParquet(path) ? ParquetReader(path: path).columnNames : Self.header(ofCSV: path)
        } catch {
            throw IngestionError(subject: path, reason: .file(error))
        }
    }

    /// Whether a file is Parquet, by the end of its name in any letter case.
    /// - Parameter path: its path.
    /// - Returns: false for all that is taken for CSV.
    public static func isParquet(_ path: String) -> Bool { path.lowercased().hasSuffix(".parquet") }

    /// Reads the stations and moments.
    /// - Parameter momentColumns: how the moment may be called; the first that the file has counts.
    /// - Returns: one of each for each row.
    /// - Throws: ``IngestionError`` with the place of what cannot be meant.
    public func keys(momentColumns: [String]) throws(IngestionError) -> Keys {
        let momentColumn = momentColumns.first(where: columnNames.contains)
        guard let momentColumn, columnNames.contains("machine_id") else {
            let missing =
                (columnNames.contains("machine_id") ? [] : ["machine_id"])
                + (momentColumn == nil ? [momentColumns.joined(separator: " or ")] : [])
            throw IngestionError(subject: path, reason: .missingColumns(missing, found: columnNames))
        }
        let batch = try columns(["machine_id": .string, momentColumn: .timestamp])
        return Keys(
            stations: try stations(of: batch), moments: try moments(momentColumn, of: batch), momentColumn: momentColumn
        )
    }

    /// Reads columns, and no others where the file is Parquet.
    /// - Parameter types: what those are that the program needs, by name; names that the file does not have are ignored. In
    ///   Parquet numbers and moments have the file's own type.
    /// - Returns: the columns.
    /// - Throws: ``IngestionError`` with the place of what cannot be read.
    public func columns(_ types: [String: ColumnType]) throws(IngestionError) -> RecordBatch {
        do {
            guard isParquet else {
                return try CSVReader(path: path).read(types: types, untyped: .string, missingWords: false)
            }
            return try ParquetReader(path: path).read(columns: columnNames.filter { types[$0] != nil }, as: types)
        } catch {
            throw IngestionError(subject: path, reason: .file(error))
        }
    }

    /// Reads all columns as texts: cells of CSV as they stand, missing where they are empty and not quoted.
    /// - Returns: columns of texts alone.
    /// - Throws: ``IngestionError``, also for a Parquet column whose type cannot be written as text.
    public func texts() throws(IngestionError) -> RecordBatch {
        try columns(Dictionary(columnNames.map { ($0, .string) }) { first, _ in first })
    }

    /// The stations of the rows.
    /// - Parameter batch: rows of this file with `machine_id`.
    /// - Returns: one a row.
    /// - Throws: ``IngestionError`` with the place of an empty one.
    public func stations(of batch: RecordBatch) throws(IngestionError) -> [String] {
        do throws(IngestionError) {
            return try batch.stationNames("machine_id", of: path)
        } catch {
            guard case .emptyCell(let row, let column) = error.reason, let line = line(ofRow: row) else { throw error }
            throw IngestionError(
                subject: path,
                reason: .file(ParquetError(path, .badCell(line: line, column: column, text: "", expected: .string))))
        }
    }

    /// The moments of a column.
    /// - Parameters:
    ///   - name: the column's name.
    ///   - batch: rows of this file.
    /// - Returns: one moment a row, each between 1900 and 2199.
    /// - Throws: ``IngestionError`` with the place of what is none.
    public func moments(_ name: String, of batch: RecordBatch) throws(IngestionError) -> [Timestamp] {
        try batch.plausibleMoments(name, of: path)
    }

    /// Numbers of a column of any width as 32-bit floats.
    /// - Parameters:
    ///   - name: the column's name.
    ///   - batch: rows of this file.
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

    private static func header(ofCSV path: String) throws(ParquetError) -> [String] {
        let stream = try CSVStream(path: path, delimiter: UInt8(ascii: ","))
        let count = try stream.nextFieldCount()
        let row = try stream.next(columns: Array(0..<count), fieldCount: nil, rowLimit: 1)
        guard let row, row.rowCount == 1 else { throw ParquetError(path, .noHeader) }
        return (0..<count).map { row.texts(of: $0)[0] }
    }

    /// The line on which a row of a CSV file starts, from 1; nil for Parquet, which has none.
    private func line(ofRow row: Int) -> Int? {
        guard !isParquet, let stream = try? CSVStream(path: path, delimiter: UInt8(ascii: ",")) else { return nil }
        // The first row is the header.
        var rowsBefore = -1
        while let chunk = try? stream.next(columns: [], fieldCount: nil) {
            if row - rowsBefore < chunk.rowCount { return chunk.line(ofRow: row - rowsBefore) }
            rowsBefore += chunk.rowCount
        }
        return nil
    }
}
