import Readings

/// What became known of one clock hour of a station, and when.
struct HistoryHour {
    /// Hours since 1970.
    let index: Int64
    /// Its readings with all their versions, as places in the station's list of rows.
    let places: Range<Int>
    /// When the hour's row was first there: the last moment up to the hour's end at which something of it became known,
    /// or, of an hour that came late, the moment of its first reading.
    let firstKnownAt: Timestamp
    /// From when on nothing that became known of it changed what models see.
    let settledAt: Timestamp

    init(_ index: Int64, places: Range<Int>, known: [Timestamp], ranks: [Int]) {
        self.index = index
        self.places = places
        var earliest = Timestamp(milliseconds: .max)
        for moment in known { earliest = min(earliest, moment) }
        let limit = max(Timestamp(hourIndex: index + 1), earliest)
        var first = earliest
        var settled = earliest
        for (place, moment) in known.enumerated() {
            if moment <= limit { first = max(first, moment) }
            if moment > settled, !Self.isOutranked(place, known: known, ranks: ranks) { settled = moment }
        }
        firstKnownAt = first
        settledAt = settled
    }

    /// Whether a better source had reported the hour when a reading became known: then nobody ever looks at it.
    private static func isOutranked(_ place: Int, known: [Timestamp], ranks: [Int]) -> Bool {
        guard let rank = ranks.isEmpty ? nil : ranks[place], rank > 0 else { return false }
        return known.indices.contains { ranks[$0] < rank && known[$0] <= known[place] }
    }
}
