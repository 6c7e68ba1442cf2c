import Readings

extension ReadingTable {
    /// The rows that count, by station name, moment and source: for each of these the one that became known last, and
    /// of equal ones the later row.
    func rowsInOrder() -> [Int] {
        let stationRanks = Self.ranks(of: stations)
        let sourceRanks = Self.ranks(of: sources)
        func isAscending(_ one: Int, _ other: Int) -> Bool {
            let (station, otherStation) = (stationRanks[stationCodes[one]], stationRanks[stationCodes[other]])
            if station != otherStation { return station < otherStation }
            if observedAt[one] != observedAt[other] { return observedAt[one] < observedAt[other] }
            let (source, otherSource) = (sourceRanks[sourceCodes[one]], sourceRanks[sourceCodes[other]])
            if source != otherSource { return source < otherSource }
            return (knownAt[one], one) < (knownAt[other], other)
        }
        var rows = Array(0..<rowCount)
        if !zip(rows, rows.dropFirst()).allSatisfy(isAscending) { rows.sort(by: isAscending) }
        let isLast = rows.indices.map { place in
            let next = place + 1
            return next == rows.count || !isSameKey(rows[place], rows[next])
        }
        return zip(rows, isLast).compactMap { $1 ? $0 : nil }
    }

    private func isSameKey(_ one: Int, _ other: Int) -> Bool {
        stationCodes[one] == stationCodes[other] && observedAt[one] == observedAt[other]
            && sourceCodes[one] == sourceCodes[other]
    }

    /// For each name its place among the sorted ones.
    private static func ranks(of names: [String]) -> [Int] {
        var ranks = [Int](repeating: 0, count: names.count)
        for (rank, place) in names.indices.sorted(by: { names[$0] < names[$1] }).enumerated() { ranks[place] = rank }
        return ranks
    }
}
