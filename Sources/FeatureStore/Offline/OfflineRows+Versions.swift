import Readings

extension OfflineRows {
    /// Adds all rows of another table of the same schema.
    mutating func append(contentsOf other: OfflineRows) {
        append(0..<other.rowCount, of: other)
    }

    /// Of neighbouring rows of one station and hour the one that became known last.
    func newestVersions() -> OfflineRows {
        var places: [Int] = []
        var first = 0
        while first < rowCount {
            var next = first + 1
            var best = first
            while next < rowCount, stationCodes[next] == stationCodes[first],
                observedAt[next].hourIndex == observedAt[first].hourIndex
            {
                if knownAt[next] >= knownAt[best] { best = next }
                next += 1
            }
            places.append(best)
            first = next
        }
        guard places.count < rowCount else { return self }
        var newest = OfflineRows(schema: schema)
        newest.append(places, of: self)
        return newest
    }
}
