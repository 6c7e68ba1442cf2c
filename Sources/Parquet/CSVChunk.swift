import CParquet

/// Some rows of a CSV file, with those of their cells that were asked for.
public final class CSVChunk {
    /// What a cell is as a number.
    public enum Cell: UInt32, Sendable {
        /// A number.
        case value = 0
        /// Empty, or a word for a missing value.
        case missing
        /// Anything else.
        case unreadable
    }

    /// The cells of one column as numbers.
    public struct Numbers {
        /// One for each row, NaN where there is no number.
        public let values: [Double]
        /// Rows whose cell is not a number and does not stand for a missing one, ascending.
        public let unreadableRows: [Int]
    }

    /// The number of rows.
    public let rowCount: Int
    /// Rows that could not be taken, in the file's order; they are none of the others.
    public let faults: [CSVRowFault]

    private let chunk: OpaquePointer

    init(_ chunk: OpaquePointer) {
        self.chunk = chunk
        rowCount = Int(CParquetCSVChunkRowCount(chunk))
        faults = (0..<CParquetCSVChunkFaultCount(chunk)).map { CSVRowFault(CParquetCSVChunkFault(chunk, $0)) }
    }

    deinit {
        CParquetCSVChunkFree(chunk)
    }

    /// The line on which a row starts, from 1.
    ///
    /// - Parameter row: 0 ..< ``rowCount``.
    /// - Returns: the line.
    public func line(ofRow row: Int) -> Int {
        precondition((0..<rowCount).contains(row), "a chunk has only its rows")
        return Int(CParquetCSVChunkLines(chunk)[row])
    }

    /// A row as it stands in the file, what is not UTF-8 in it replaced.
    ///
    /// - Parameter row: 0 ..< ``rowCount``.
    /// - Returns: the row without its line break.
    public func text(ofRow row: Int) -> String {
        precondition((0..<rowCount).contains(row), "a chunk has only its rows")
        return String(CParquetCSVChunkRow(chunk, Int64(row)))
    }

    /// Calls `body` with each cell of a column, from the first row to the last, its quotes resolved and without the
    /// blanks around it.
    ///
    /// - Parameters:
    ///   - column: a place among the columns that were asked for.
    ///   - body: takes the row and the cell's bytes, which live as long as the call.
    public func forEachCell(of column: Int, _ body: (_ row: Int, _ cell: UnsafeBufferPointer<UInt8>) -> Void) {
        guard rowCount > 0 else { return }
        let cells = UnsafeBufferPointer(start: CParquetCSVChunkCells(chunk, Int32(column)), count: rowCount)
        for row in 0..<rowCount {
            cells[row].bytes.withMemoryRebound(to: UInt8.self) { body(row, $0) }
        }
    }

    /// The cells of a column as texts, what is not UTF-8 in them replaced.
    ///
    /// - Parameter column: a place among the columns that were asked for.
    /// - Returns: one text for each row.
    public func texts(of column: Int) -> [String] {
        guard rowCount > 0 else { return [] }
        return UnsafeBufferPointer(start: CParquetCSVChunkCells(chunk, Int32(column)), count: rowCount).map {
            String($0)
        }
    }

    /// The cells of a column as numbers.
    ///
    /// - Parameters:
    ///   - column: a place among the columns that were asked for.
    ///   - decimalPoint: the ASCII character before the decimals.
    ///   - missing: words for missing values besides the empty one.
    /// - Returns: one number for each row.
    public func numbers(of column: Int, decimalPoint: UInt8, missing: [String]) -> Numbers {
        var states = [CParquetCell](repeating: CParquetCellValue, count: rowCount)
        let values = [Double](unsafeUninitializedCapacity: rowCount) { values, count in
            PackedTexts(missing).withTexts {
                CParquetCSVChunkNumbers(
                    chunk, Int32(column), CChar(bitPattern: decimalPoint), $0, values.baseAddress, &states)
            }
            count = rowCount
        }
        return Numbers(values: values, unreadableRows: states.indices.filter { states[$0] == CParquetCellUnreadable })
    }
}
