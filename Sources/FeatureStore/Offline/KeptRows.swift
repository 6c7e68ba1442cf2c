/// The rows of an existing month that are kept, station by station in the file's order.
final class KeptRows {
    private let groups: OfflineRowGroups?
    private let replaced: Set<String>
    private var rows: OfflineRows
    private var next = 0

    /// The rows of all stations but some; none when there is no file.
    init(of file: OfflineMonthFile, without replaced: Set<String>) throws(FeatureStoreError) {
        self.replaced = replaced
        rows = OfflineRows(schema: file.schema)
        groups = file.exists ? try OfflineRowGroups(file) : nil
    }

    /// Adds the rows of all stations before one, or of all that are left.
    /// - Returns: how many.
    func move(before station: String?, to writer: OfflineMonthWriter) throws(FeatureStoreError) -> Int {
        var moved = 0
        while try fill() {
            let name = rows.station(ofRow: next)
            if let station, name >= station { break }
            let code = rows.stationCodes[next]
            let end = rows.stationCodes[next...].firstIndex { $0 != code } ?? rows.rowCount
            if !replaced.contains(name) {
                let run = next..<end
                try writer.append { $0.append(run, of: rows) }
                moved += run.count
            }
            next = end
        }
        return moved
    }

    /// Reads on where the rows are used up; false at the end.
    private func fill() throws(FeatureStoreError) -> Bool {
        while next == rows.rowCount {
            guard let group = try groups?.next() else { return false }
            rows = group
            next = 0
        }
        return true
    }
}
