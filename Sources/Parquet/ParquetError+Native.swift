import CParquet

extension ParquetError {
    init(_ failure: CParquetFailure, path: String) {
        let text = failure.text.map { String(cString: $0) } ?? ""
        let column = failure.column.map { String(cString: $0) } ?? ""
        let reason: Reason =
            switch failure.kind {
            case CParquetFailureKindNotFound: .notFound
            case CParquetFailureKindUnreadable: .unreadable(text)
            case CParquetFailureKindUnwritable: .unwritable(text)
            case CParquetFailureKindEmpty: .empty
            case CParquetFailureKindNullValue: .nullValue(column: column)
            case CParquetFailureKindNotRepresentable: .notRepresentable(column: column, detail: text)
            case CParquetFailureKindDuplicateColumn: .duplicateColumn(column)
            case CParquetFailureKindBadCell:
                .badCell(
                    line: Int(failure.line), column: column, text: text,
                    expected: ColumnType(failure.type) ?? .string)
            case CParquetFailureKindRaggedRow:
                .raggedRow(line: Int(failure.line), found: Int(failure.found), expected: Int(failure.expected))
            case CParquetFailureKindUnclosedQuote: .unclosedQuote(line: Int(failure.line))
            case CParquetFailureKindNoHeader: .noHeader
            case CParquetFailureKindInvalidUTF8:
                .invalidUTF8(line: Int(failure.line), column: column.isEmpty ? nil : column)
            case CParquetFailureKindOtherEncoding: .otherEncoding(text)
            default: .malformed(text)
            }
        self.init(path, reason)
    }

    /// Calls the library, which says nil and fills the failure when it fails.
    static func rethrowing<Result>(
        _ path: String, _ call: (UnsafeMutablePointer<CParquetFailure>) -> Result?
    ) throws(ParquetError) -> Result {
        var failure = CParquetFailure()
        defer { CParquetFailureClear(&failure) }
        guard let result = call(&failure) else { throw ParquetError(failure, path: path) }
        return result
    }
}
