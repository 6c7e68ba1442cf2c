extension ReadingTable {
    /// The rows of each station in order of time; rows of the same moment keep their order.
    /// - Returns: one list of rows a station, in the order of `stations`.
    public func rowsByStation() -> [[Int]] {
        var lists = [[Int]](repeating: [], count: stations.count)
        for row in 0..<rowCount { lists[stationCodes[row]].append(row) }
        return lists.map { rows in
            let isSorted = zip(rows, rows.dropFirst()).allSatisfy { observedAt[$0] <= observedAt[$1] }
            // Sorting by (time, row) keeps rows of one moment in their order.
            return isSorted ? rows : rows.sorted { (observedAt[$0], $0) < (observedAt[$1], $1) }
        }
    }

    /// One station's readings.
    /// - Parameters:
    ///   - rows: of one station, in order of time.
    ///   - trustingFlagged: whether flagged values are used as reported; otherwise they count as missing.
    /// - Returns: a series with one entry a row.
    public func series(ofRows rows: [Int], trustingFlagged: Bool) -> StationSeries {
        StationSeries(
            times: rows.map { observedAt[$0] },
            columns: columns.enumerated().map { place, column in
                rows.map { row in
                    trustingFlagged || !isFlagged(row: row, quantity: place) ? column[row] : .nan
                }
            })
    }

    /// Whether one value is doubted.
    /// - Parameters:
    ///   - row: 0 ..< `rowCount`.
    ///   - quantity: a place in the schema.
    /// - Returns: true when the row has a flag for that quantity.
    public func isFlagged(row: Int, quantity: Int) -> Bool {
        guard let doubts = flags[row] else { return false }
        return doubts.contains {
            $0.quantity == schema.quantities[quantity].name || $0.quantity == QualityFlag.wholeReading
        }
    }
}
