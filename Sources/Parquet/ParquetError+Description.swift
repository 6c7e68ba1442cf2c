extension ParquetError: CustomStringConvertible {
    /// One sentence: the file, what is wrong and what to do about it.
    public var description: String {
        "\(subject): \(reason)"
    }
}

extension ParquetError.Reason: CustomStringConvertible {
    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .notFound: "there is no such file"
        case .unreadable(let detail): "cannot be read: \(detail)"
        case .unwritable(let detail): "cannot be written: \(detail)"
        case .empty: "the file is empty"
        case .malformed(let detail): "damaged, cut short or of another format: \(detail)"
        case .unsupportedType(let column, let type):
            "column '\(column)' is of type \(type), which cannot be read; convert it or leave it out"
        case .missingColumn(let name): "there is no column '\(name)'"
        case .duplicateColumn(let name): "two columns are named '\(name)'; rename one"
        case .nullValue(let column): "column '\(column)' has a missing value, which its type cannot have; fill it"
        case .notRepresentable(let column, let detail): "column '\(column)' has a value out of range: \(detail)"
        case .rowGroupOutOfRange(let index, let count): "there is no row group \(index), only \(count)"
        case .unequalLengths(let found, let expected):
            "the column has \(found) rows, the first one of its batch \(expected)"
        case .schemaMismatch(let found, let expected):
            "the batch has the columns \(found), the file \(expected)"
        case .codeOutOfRange(let column, let code): "column '\(column)' has the code \(code), which has no name"
        case .duplicateName(let column, let name): "column '\(column)' has the category '\(name)' twice"
        case .closed: "the writer is closed; open a new one"
        case .badCell(let line, let column, "", let expected):
            "line \(line), column '\(column)': a missing value, which the type \(expected) cannot have; fill it"
        case .badCell(let line, let column, let text, let expected):
            "line \(line), column '\(column)': '\(text)' is not of type \(expected)"
        case .raggedRow(let line, let found, let expected):
            "line \(line): \(found) fields, where the header has \(expected)"
        case .unclosedQuote(let line): "line \(line): a quote is opened and never closed"
        case .noHeader: "there is no header; the first line must name the columns"
        case .invalidUTF8(let line, let column):
            "line \(line)\(column.map { ", column '\($0)'" } ?? ""): not UTF-8; save the file in that encoding"
        case .otherEncoding(let name): "the file is \(name), not text in UTF-8; save it in that encoding"
        }
    }
}

extension Schema: CustomStringConvertible {
    /// The names and types, from left to right.
    public var description: String {
        columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
    }
}
