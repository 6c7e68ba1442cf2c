import Readings

/// A file of readings that is read once, front to back, in chunks of bounded size.
protocol HistoryFile: AnyObject {
    /// The names of its columns, in the file's order.
    var columnNames: [String] { get }
    /// Bytes read so far, and of the whole file.
    var progress: (done: Int, all: Int) { get }
    /// The next rows; nil at the end.
    func next(_ columns: ImportColumns, reading: CellReading) throws(IngestionError) -> HistoryChunk?
}

/// How the cells of a file are read.
struct CellReading: Sendable {
    var momentFormat = MomentFormat.iso8601
    var decimalPoint = UInt8(ascii: ".")
    var missing: [String] = []
    /// Whether moments without a zone in the file's own types are left without one, to be read in a stated zone.
    var isZoneStated = false
}
