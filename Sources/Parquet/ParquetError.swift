/// Why a Parquet or CSV file could not be read or written.
public struct ParquetError: Error, Equatable, Sendable {
    /// The file's path; for a ``RecordBatch`` that could not be made, the column's name.
    public let subject: String
    /// What went wrong.
    public let reason: Reason

    /// What went wrong with a file or batch.
    public enum Reason: Equatable, Sendable {
        /// There is no such file.
        case notFound
        /// The system refused to open the file; its own words.
        case unreadable(String)
        /// The file could not be written, in the words of the system or of the library; nothing appeared at the path.
        case unwritable(String)
        /// The file has no bytes.
        case empty
        /// The file is damaged, cut short or of another format, in the library's words.
        case malformed(String)
        /// A column's type, named as the library does, has no ``ColumnType``.
        case unsupportedType(column: String, type: String)
        /// There is no column of this name.
        case missingColumn(String)
        /// Two columns have this name.
        case duplicateColumn(String)
        /// A timestamp column has a missing value, which ``ColumnValues`` cannot hold.
        case nullValue(column: String)
        /// A value is outside the range of its ``ColumnType``, in the library's words.
        case notRepresentable(column: String, detail: String)
        /// There are only so many row groups.
        case rowGroupOutOfRange(Int, count: Int)
        /// A column has another number of rows than the first one.
        case unequalLengths(found: Int, expected: Int)
        /// A batch does not have the columns of the file it is for.
        case schemaMismatch(found: Schema, expected: Schema)
        /// A code of a category column is neither −1 nor a place in its names.
        case codeOutOfRange(column: String, code: Int32)
        /// A category column has this name twice.
        case duplicateName(column: String, name: String)
        /// The writer was closed, or a write failed before.
        case closed
        /// A CSV cell is not of its column's type; its text, cut after 200 bytes, is empty when the value is missing.
        /// Lines count from 1, the file's first.
        case badCell(line: Int, column: String, text: String, expected: ColumnType)
        /// A CSV row has another number of fields than the header.
        case raggedRow(line: Int, found: Int, expected: Int)
        /// The quote that a CSV line opens is never closed.
        case unclosedQuote(line: Int)
        /// A CSV file has no line of column names.
        case noHeader
        /// A CSV header or text is not UTF-8; the column is nil in the header.
        case invalidUTF8(line: Int, column: String?)
        /// A CSV file is not UTF-8 but this, as far as its first bytes tell.
        case otherEncoding(String)
    }

    /// An error of a file or batch.
    ///
    /// - Parameters:
    ///   - subject: the file's path, or the column's name.
    ///   - reason: what went wrong.
    public init(_ subject: String, _ reason: Reason) {
        self.subject = subject
        self.reason = reason
    }
}
