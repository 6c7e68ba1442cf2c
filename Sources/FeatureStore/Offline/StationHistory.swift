import Features
import Readings

/// One station's readings with all their versions, hour by hour.
struct StationHistory {
    /// Hours before a row's own at which its windows look.
    static let reachHours: Int64 = 24

    /// Oldest first; hours without a reading are left out.
    let hours: [HistoryHour]
    private let table: ReadingTable
    private let rows: [Int]
    private let isPlain: Bool

    /// The history of some rows of a table.
    /// - Parameters:
    ///   - rows: all of one station, in order of time, those of one moment in order of arrival.
    ///   - table: of one or many stations.
    init(_ rows: [Int], of table: ReadingTable) {
        self.table = table
        self.rows = rows
        let ranks = table.sources.map(SourceRanking.standard.rank)
        let isRanked = Set(ranks).count > 1
        var hours: [HistoryHour] = []
        var known: [Timestamp] = []
        var ranksOfHour: [Int] = []
        var first = 0
        while first < rows.count {
            let hour = table.observedAt[rows[first]].hourIndex
            known.removeAll(keepingCapacity: true)
            ranksOfHour.removeAll(keepingCapacity: true)
            var next = first
            while next < rows.count, table.observedAt[rows[next]].hourIndex == hour {
                known.append(table.knownAt[rows[next]])
                if isRanked { ranksOfHour.append(ranks[table.sourceCodes[rows[next]]]) }
                next += 1
            }
            hours.append(HistoryHour(hour, places: first..<next, known: known, ranks: ranksOfHour))
            first = next
        }
        self.hours = hours
        isPlain = hours.count == rows.count
    }

    /// The station, one reading an hour, as it is known after all that came later.
    func finalSeries() -> StationSeries {
        isPlain
            ? table.series(ofRows: rows, trustingFlagged: false) : Self.series(of: table.selecting(rows))
    }

    /// Whether nothing in the reach of an hour's row, at its place in `hours`, changed after a moment.
    func isSettled(_ place: Int, at moment: Timestamp) -> Bool {
        var other = place
        let reach = hours[place].index - Self.reachHours
        while other >= 0, hours[other].index >= reach {
            if hours[other].settledAt > moment { return false }
            other -= 1
        }
        return true
    }

    /// The place of an hour in `hours`; nil when nothing of it ever became known.
    func place(ofHour index: Int64) -> Int? {
        var low = 0
        var high = hours.count
        while low < high {
            let middle = (low + high) / 2
            if hours[middle].index < index { low = middle + 1 } else { high = middle }
        }
        return low < hours.count && hours[low].index == index ? low : nil
    }

    /// When an hour's row may have changed: each moment later than `firstKnownAt` at which a reading in its reach was
    /// there first or was corrected, ascending.
    func laterMoments(_ place: Int) -> [Timestamp] {
        let known = hours[place].firstKnownAt
        var moments: Set<Timestamp> = []
        for other in placesInReach(of: place) {
            let hour = hours[other]
            for row in hour.places {
                let moment = table.knownAt[rows[row]]
                if moment > known, moment >= hour.firstKnownAt { moments.insert(moment) }
            }
        }
        return moments.sorted()
    }

    /// What was known at a moment, or ever, of an hour, at its place in `hours`, and of the hours in its reach.
    func series(inReachOf place: Int, knownAt moment: Timestamp?) -> StationSeries {
        let reach = placesInReach(of: place)
        let first = reach.lowerBound
        let places = hours[first].places.lowerBound..<hours[place].places.upperBound
        let known = rows[places].filter { row in moment.map { table.knownAt[row] <= $0 } ?? true }
        return Self.series(of: table.selecting(known))
    }

    private func placesInReach(of place: Int) -> ClosedRange<Int> {
        var first = place
        while first > 0, hours[first - 1].index >= hours[place].index - Self.reachHours { first -= 1 }
        return first...place
    }

    private static func series(of readings: ReadingTable) -> StationSeries {
        let seen = readings.seenByModels()
        guard let rows = seen.rowsByStation().first else {
            return StationSeries(quantityCount: readings.schema.quantities.count)
        }
        return seen.series(ofRows: rows, trustingFlagged: false)
    }
}
