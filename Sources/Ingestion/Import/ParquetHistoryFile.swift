import Parquet
import Readings

/// A Parquet file of readings, read one row group at a time.
final class ParquetHistoryFile: HistoryFile {
    let columnNames: [String]
    private let path: String
    private let reader: ParquetReader
    private var nextGroup = 0
    private var firstRow = 0

    init(path: String) throws(IngestionError) {
        self.path = path
        do {
            reader = try ParquetReader(path: path)
        } catch {
            throw IngestionError(subject: path, reason: .file(error))
        }
        columnNames = reader.schema.columns.map(\.name)
    }

    var progress: (done: Int, all: Int) { (firstRow, reader.rowCount) }

    func next(_ columns: ImportColumns, reading: CellReading) throws(IngestionError) -> HistoryChunk? {
        guard nextGroup < reader.rowGroupCount else { return nil }
        let batch: RecordBatch
        do {
            batch = try reader.read(rowGroup: nextGroup, columns: columns.names)
        } catch {
            throw IngestionError(subject: path, reason: .file(error))
        }
        let first = firstRow
        nextGroup += 1
        firstRow += batch.rowCount
        var quantities: [HistoryChunk.Numbers?] = []
        for name in columns.quantities {
            quantities.append(try name.map { name throws(IngestionError) in try numbers(name, of: batch, reading) })
        }
        return HistoryChunk(
            rowCount: batch.rowCount,
            stations: try columns.station.map { name throws(IngestionError) in try stations(name, of: batch) },
            observedAt: try moments(columns.observedAt, of: batch, reading),
            knownAt: try columns.knownAt.map { name throws(IngestionError) in try moments(name, of: batch, reading) },
            quantities: quantities, faults: [], line: { first + $0 + 1 }, text: { _ in "" },
            cell: { name, row in batch[name]?.text(ofRow: row) ?? "" })
    }

    private func numbers(
        _ name: String, of batch: RecordBatch, _ reading: CellReading
    ) throws(IngestionError) -> HistoryChunk.Numbers {
        switch batch[name] {
        case .float64(let values)?: return HistoryChunk.Numbers(values: values, unreadableRows: [])
        case .float32(let values)?: return HistoryChunk.Numbers(values: values.map(Double.init), unreadableRows: [])
        case .int32(let values)?: return HistoryChunk.Numbers(values: values.map(Double.init), unreadableRows: [])
        case .int64(let values)?: return HistoryChunk.Numbers(values: values.map(Double.init), unreadableRows: [])
        default: throw IngestionError(subject: path, reason: .wrongColumn(name, expected: "numbers"))
        }
    }

    private func stations(
        _ name: String, of batch: RecordBatch
    ) throws(IngestionError) -> (names: [String], codes: [Int]) {
        switch batch[name] {
        case .category(let codes, let names)?: return (names, codes.map(Int.init))
        case .string(let texts)?:
            var places: [String: Int] = [:]
            var names: [String] = []
            let codes = texts.map { text in
                guard let text, !text.isEmpty else { return -1 }
                if let place = places[text] { return place }
                places[text] = names.count
                names.append(text)
                return names.count - 1
            }
            return (names, codes)
        case .int32(let values)?: return Self.coded(values)
        case .int64(let values)?: return Self.coded(values)
        default: throw IngestionError(subject: path, reason: .wrongColumn(name, expected: "names"))
        }
    }

    private static func coded(_ numbers: [some FixedWidthInteger]) -> (names: [String], codes: [Int]) {
        let distinct = Set(numbers).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(distinct, distinct.indices))
        return (distinct.map { "\($0)" }, numbers.map { places[$0] ?? -1 })
    }

    private func moments(
        _ name: String, of batch: RecordBatch, _ reading: CellReading
    ) throws(IngestionError) -> [HistoryChunk.Moment] {
        func written(_ milliseconds: Int64) -> HistoryChunk.Moment {
            let isOfZone = reading.isZoneStated && !reader.isUTC(column: name)
            return .written(WrittenMoment(localMilliseconds: milliseconds, offsetMinutes: isOfZone ? nil : 0))
        }
        func number(_ value: Int64) -> HistoryChunk.Moment {
            var text = "\(value)"
            return text.withUTF8 { reading.momentFormat.read($0) }.map(HistoryChunk.Moment.written) ?? .unreadable
        }
        switch batch[name] {
        case .timestamp(let values)?: return values.map(written)
        case .int32(let values)?: return values.map { number(Int64($0)) }
        case .int64(let values)?: return values.map(number)
        case .string(let texts)?:
            return texts.map { text in
                guard var text, !text.isEmpty else { return .missing }
                return text.withUTF8 { reading.momentFormat.read($0) }.map(HistoryChunk.Moment.written) ?? .unreadable
            }
        default: throw IngestionError(subject: path, reason: .wrongColumn(name, expected: "moments"))
        }
    }
}

extension ColumnValues {
    /// A cell as text, for people.
    fileprivate func text(ofRow row: Int) -> String {
        switch self {
        case .float64(let values): "\(values[row])"
        case .float32(let values): "\(values[row])"
        case .int32(let values): "\(values[row])"
        case .int64(let values): "\(values[row])"
        case .timestamp(let values): "\(Timestamp(milliseconds: values[row]))"
        case .optionalTimestamp(let values): values[row].map { "\(Timestamp(milliseconds: $0))" } ?? ""
        case .string(let values): values[row] ?? ""
        case .category(let codes, let names): codes[row] < 0 ? "" : names[Int(codes[row])]
        case .boolean(let values): "\(values[row])"
        }
    }
}
