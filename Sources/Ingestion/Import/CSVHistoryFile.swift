import Parquet
import Readings

/// A CSV file of readings, plain or gzipped, with a header.
final class CSVHistoryFile: HistoryFile {
    private static let missingWords = ["NA", "N/A", "NaN", "nan", "null", "NULL"]

    let columnNames: [String]
    let delimiter: UInt8
    private let path: String
    private let stream: CSVStream

    /// Opens a file, and finds the character between its fields when none is given.
    init(path: String, delimiter: UInt8?) throws(IngestionError) {
        self.path = path
        do throws(ParquetError) {
            if let delimiter { self.delimiter = delimiter } else { self.delimiter = try Self.delimiter(of: path) }
            stream = try CSVStream(path: path, delimiter: self.delimiter)
            let fieldCount = try stream.nextFieldCount()
            let header = try stream.next(columns: Array(0..<fieldCount), fieldCount: nil, rowLimit: 1)
            guard let header, header.rowCount == 1 else { throw ParquetError(path, .noHeader) }
            columnNames = try Self.names(of: header, fieldCount: fieldCount, path: path)
        } catch {
            throw IngestionError(subject: path, reason: .file(error))
        }
    }

    var progress: (done: Int, all: Int) { (stream.bytesRead, stream.byteCount) }

    func next(_ columns: ImportColumns, reading: CellReading) throws(IngestionError) -> HistoryChunk? {
        let names = columns.names
        let chunk: CSVChunk?
        do {
            chunk = try stream.next(
                columns: names.compactMap(columnNames.firstIndex(of:)), fieldCount: columnNames.count)
        } catch {
            throw IngestionError(subject: path, reason: .file(error))
        }
        guard let chunk else { return nil }
        func place(_ name: String) -> Int { names.firstIndex(of: name) ?? 0 }
        let missing = Self.missingWords + reading.missing
        return HistoryChunk(
            rowCount: chunk.rowCount,
            stations: columns.station.map { chunk.codedTexts(of: place($0)) },
            observedAt: chunk.moments(of: place(columns.observedAt), format: reading.momentFormat),
            knownAt: columns.knownAt.map { chunk.moments(of: place($0), format: reading.momentFormat) },
            quantities: columns.quantities.map { name in
                name.map { name in
                    let numbers = chunk.numbers(
                        of: place(name), decimalPoint: reading.decimalPoint, missing: missing)
                    return HistoryChunk.Numbers(values: numbers.values, unreadableRows: numbers.unreadableRows)
                }
            },
            faults: chunk.faults.map { RowRejection($0, fieldCount: columnNames.count) },
            line: chunk.line(ofRow:), text: chunk.text(ofRow:),
            cell: { name, row in chunk.texts(of: place(name))[row] })
    }

    /// The character that cuts most of the first rows into as many fields as the header, of those the one with most.
    private static func delimiter(of path: String) throws(ParquetError) -> UInt8 {
        var best = (delimiter: UInt8(ascii: ","), faults: Int.max, fields: 1)
        for delimiter in [",", ";", "\t", "|"].compactMap({ ($0 as Character).asciiValue }) {
            let stream = try CSVStream(path: path, delimiter: delimiter)
            let fields = try stream.nextFieldCount()
            guard fields > 1 else { continue }
            let faults = try stream.next(columns: [], fieldCount: fields, rowLimit: 200)?.faults.count ?? 0
            if (faults, -fields) < (best.faults, -best.fields) { best = (delimiter, faults, fields) }
        }
        return best.delimiter
    }

    private static func names(of header: CSVChunk, fieldCount: Int, path: String) throws(ParquetError) -> [String] {
        let names = (0..<fieldCount).map { header.texts(of: $0)[0] }
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 && !name.isEmpty }) {
            throw ParquetError(path, .duplicateColumn(twice))
        }
        guard names.contains(where: { Double($0) == nil && WrittenMoment(iso8601: $0) == nil && !$0.isEmpty }) else {
            throw ParquetError(path, .noHeader)
        }
        return names
    }
}

extension CSVChunk {
    /// Texts of a column: the distinct ones, and for each row the place of its own, −1 for an empty cell.
    fileprivate func codedTexts(of column: Int) -> (names: [String], codes: [Int]) {
        var names: [String] = []
        var places: [String: Int] = [:]
        var codes: [Int] = []
        codes.reserveCapacity(rowCount)
        forEachCell(of: column) { _, cell in
            guard !cell.isEmpty else { return codes.append(-1) }
            // Rows of one station mostly follow each other.
            if let last = codes.last, last >= 0, names[last].utf8.elementsEqual(cell) { return codes.append(last) }
            let name = String(decoding: cell, as: UTF8.self)
            let place = places[name] ?? names.count
            if place == names.count {
                places[name] = place
                names.append(name)
            }
            codes.append(place)
        }
        return (names, codes)
    }

    fileprivate func moments(of column: Int, format: MomentFormat) -> [HistoryChunk.Moment] {
        var moments: [HistoryChunk.Moment] = []
        moments.reserveCapacity(rowCount)
        forEachCell(of: column) { _, cell in
            if cell.isEmpty {
                moments.append(.missing)
            } else {
                moments.append(format.read(cell).map(HistoryChunk.Moment.written) ?? .unreadable)
            }
        }
        return moments
    }
}

extension RowRejection {
    fileprivate init(_ fault: CSVRowFault, fieldCount: Int) {
        line = fault.line
        text = fault.text
        switch fault.reason {
        case .fieldCount(let found):
            reason = .fieldCount
            detail = "\(found) \(found == 1 ? "field" : "fields"), where the header has \(fieldCount)"
        case .unclosedQuote:
            reason = .unclosedQuote
            detail = "a quote is opened and not closed"
        case .tooLong:
            reason = .tooLong
            detail = "longer than a megabyte"
        }
    }
}
