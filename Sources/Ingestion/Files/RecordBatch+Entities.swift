import Parquet
import Readings

extension RecordBatch {
    /// Stations by name; numbers are taken for names.
    /// - Parameters:
    ///   - column: the column's name in the file.
    ///   - file: for errors.
    /// - Returns: one name a row.
    /// - Throws: ``IngestionError`` with the row of an empty one, or when there are no names in it.
    func stationNames(_ column: String, of file: String) throws(IngestionError) -> [String] {
        let texts: [String?]
        switch self[column] {
        case .string(let values)?: texts = values
        case .category(let codes, let names)?: texts = codes.map { $0 < 0 ? nil : names[Int($0)] }
        case .int32(let values)?: texts = values.map { "\($0)" }
        case .int64(let values)?: texts = values.map { "\($0)" }
        default: throw IngestionError(subject: file, reason: .wrongColumn(column, expected: "names"))
        }
        var names: [String] = []
        names.reserveCapacity(texts.count)
        for (row, text) in texts.enumerated() {
            guard let text, !text.isEmpty else {
                throw IngestionError(subject: file, reason: .emptyCell(row: row, column: column))
            }
            names.append(text)
        }
        return names
    }

    /// Moments between 1900 and 2199.
    /// - Parameters:
    ///   - column: the column's name in the file.
    ///   - file: for errors.
    /// - Returns: one a row.
    /// - Throws: ``IngestionError`` with the row of another one, or when there are no moments in it.
    func plausibleMoments(_ column: String, of file: String) throws(IngestionError) -> [Timestamp] {
        guard case .timestamp(let values)? = self[column] else {
            throw IngestionError(subject: file, reason: .wrongColumn(column, expected: "timestamps"))
        }
        let moments = values.map(Timestamp.init(milliseconds:))
        if let row = moments.firstIndex(where: { !Timestamp.plausible.contains($0) }) {
            throw IngestionError(
                subject: file, reason: .implausibleMoment(row: row, column: column, moment: moments[row]))
        }
        return moments
    }
}
