import CParquet

/// Reads a CSV file with a header, plain or packed by gzip.
///
/// Fields are separated by commas and may be quoted (RFC 4180); empty lines are skipped. A cell that is empty, `NA`,
/// `NaN` or `null` is missing; in a column of texts, a quoted one is not. Blanks around numbers, times and truth values
/// are ignored. Times are ISO 8601 (`2013-01-01T06:00:00Z`, `2013-01-01 06:00:00.250+02:00`), UTC without an offset.
public struct CSVReader: Sendable {
    /// What the columns become for which the caller gives no type.
    public enum Untyped: Equatable, Sendable {
        /// The first of int64, float64, timestamp, boolean and string that holds all cells of the column.
        case inferred
        /// Strings.
        case string
    }

    private let path: String

    /// A reader of a file, which is opened by ``read(types:untyped:)``.
    ///
    /// - Parameter path: the file's path.
    public init(path: String) {
        self.path = path
    }

    /// Reads all rows.
    ///
    /// - Parameters:
    ///   - types: the types of columns, by name; names that the file does not have are ignored.
    ///   - untyped: what the other columns become.
    ///   - missingWords: whether in columns of texts `NA`, `NaN` and `null` are missing; else only what is empty and not
    ///     quoted is.
    /// - Returns: the rows, with the columns in the file's order.
    /// - Throws: ``ParquetError``: `.notFound`, `.unreadable`, `.empty`, `.noHeader`, `.duplicateColumn`, `.raggedRow`,
    ///   `.unclosedQuote`, `.invalidUTF8`, `.malformed`, and `.badCell` for the topmost cell that is not of its given
    ///   type, missing ones included where the type has none.
    public func read(
        types: [String: ColumnType] = [:], untyped: Untyped = .inferred, missingWords: Bool = true
    ) throws(ParquetError) -> RecordBatch {
        let given = Array(types)
        let names = PackedTexts(given.map(\.key))
        let nativeTypes = given.map(\.value.native)
        let table = try ParquetError.rethrowing(path) { failure in
            names.withTexts { CParquetReadCSV(path, $0, nativeTypes, untyped == .inferred, missingWords, failure) }
        }
        return try NativeTable(table, path: path).recordBatch()
    }
}
