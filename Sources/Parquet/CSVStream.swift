import CParquet

/// Reads a CSV file of any length once, front to back, plain or packed by gzip, in chunks of some megabytes.
///
/// Fields may be quoted (RFC 4180). Empty lines are skipped, and a byte order mark of UTF-8 is. Rows that cannot be cut
/// into the expected number of fields are given as faults, and the rows after them are read on.
public final class CSVStream {
    /// The file's size as it is stored, in bytes.
    public let byteCount: Int

    private let path: String
    private let stream: OpaquePointer

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the file's path.
    ///   - delimiter: the ASCII character between fields.
    /// - Throws: ``ParquetError``: `.notFound`, `.unreadable`, `.empty`, `.otherEncoding`, `.malformed`.
    public init(path: String, delimiter: UInt8) throws(ParquetError) {
        self.path = path
        stream = try ParquetError.rethrowing(path) {
            CParquetCSVStreamOpen(path, CChar(bitPattern: delimiter), $0)
        }
        byteCount = Int(CParquetCSVStreamSize(stream))
    }

    deinit {
        CParquetCSVStreamFree(stream)
    }

    /// How many of the stored bytes have been read.
    public var bytesRead: Int { Int(CParquetCSVStreamPosition(stream)) }

    /// Counts the fields of the next row, which is not taken.
    ///
    /// - Returns: the fields, 0 at the end of the file.
    /// - Throws: ``ParquetError``: `.malformed`.
    public func nextFieldCount() throws(ParquetError) -> Int {
        Int(
            try ParquetError.rethrowing(path) { failure in
                let count = CParquetCSVStreamFieldCount(stream, failure)
                return failure.pointee.kind == CParquetFailureKindNone ? count : nil
            })
    }

    /// Reads the next rows.
    ///
    /// - Parameters:
    ///   - columns: the places of the fields to keep, from 0.
    ///   - fieldCount: how many fields a row has; rows of other numbers are faults. With nil every row is taken, and a
    ///     field that it does not have is empty.
    ///   - rowLimit: the most rows to read, ≥ 1.
    /// - Returns: rows and faults, nil at the end of the file.
    /// - Throws: ``ParquetError``: `.malformed`.
    public func next(columns: [Int], fieldCount: Int?, rowLimit: Int = .max) throws(ParquetError) -> CSVChunk? {
        let places = columns.map(Int32.init)
        let chunk = CSVChunk(
            try ParquetError.rethrowing(path) {
                CParquetCSVStreamNext(
                    stream, places, Int32(places.count), Int64(fieldCount ?? -1), Int64(rowLimit), $0)
            })
        return chunk.rowCount == 0 && chunk.faults.isEmpty ? nil : chunk
    }
}
