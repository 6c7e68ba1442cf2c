import Readings

/// The rows of one station in one portion, sorted for search.
struct PointInTimeRun {
    /// Rows by moment and moment of knowledge.
    private let places: [Int]
    private let observedAt: [Timestamp]
    private let knownAt: [Timestamp]
    /// For each place the earliest moment of knowledge up to it.
    private let earliestKnown: [Timestamp]

    /// At least one row.
    init(_ rows: [Int], of table: OfflineRows) {
        func isAscending(_ one: Int, _ other: Int) -> Bool {
            (table.observedAt[one], table.knownAt[one], one) < (table.observedAt[other], table.knownAt[other], other)
        }
        let isSorted = zip(rows, rows.dropFirst()).allSatisfy(isAscending)
        places = isSorted ? rows : rows.sorted(by: isAscending)
        observedAt = places.map { table.observedAt[$0] }
        knownAt = places.map { table.knownAt[$0] }
        var earliest = knownAt[0]
        earliestKnown = knownAt.map { moment in
            earliest = min(earliest, moment)
            return earliest
        }
    }

    /// The moment of the first row.
    var first: Timestamp { observedAt[0] }
    /// The moment of the last row.
    var last: Timestamp { observedAt[observedAt.count - 1] }

    /// The newest row at or before a moment that was known by another; nil knows all.
    func row(at moment: Timestamp, knownBy limit: Timestamp?) -> Int? {
        var low = 0
        var high = observedAt.count
        while low < high {
            let middle = (low + high) / 2
            if observedAt[middle] <= moment { low = middle + 1 } else { high = middle }
        }
        guard let limit else { return low > 0 ? places[low - 1] : nil }
        while low > 0, earliestKnown[low - 1] <= limit {
            low -= 1
            if knownAt[low] <= limit { return places[low] }
        }
        return nil
    }
}
