import CParquet

/// A row of a CSV file that could not be taken.
public struct CSVRowFault: Equatable, Sendable {
    /// What is wrong with the row.
    public enum Reason: Equatable, Sendable {
        /// It has this many fields, which is not the number expected.
        case fieldCount(Int)
        /// The quote that it opens is not closed within a megabyte or the file.
        case unclosedQuote
        /// It is longer than a megabyte.
        case tooLong
    }

    /// The row's line, from 1.
    public let line: Int
    /// What is wrong.
    public let reason: Reason
    /// The row as it stands in the file, what is not UTF-8 in it replaced.
    public let text: String

    init(_ fault: CParquetCSVFault) {
        line = Int(fault.line)
        text = String(fault.row)
        reason =
            switch fault.kind {
            case CParquetFailureKindRaggedRow: .fieldCount(Int(fault.found))
            case CParquetFailureKindUnclosedQuote: .unclosedQuote
            default: .tooLong
            }
    }
}
