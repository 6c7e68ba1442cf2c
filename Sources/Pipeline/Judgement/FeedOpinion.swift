/// What other feeds say of one sensor of a station: how far it usually lies from them, by hour of the day.
struct FeedOpinion: Sendable {
    /// The most feeds that are asked.
    static let mostFeeds = 3
    /// Hours in common without which a feed is not asked.
    static let fewestHours = 336

    /// Places of the feeds that are asked.
    let feeds: [Int]
    /// For each of them the usual difference (own − other) by hour of the day, in the sensor's unit.
    let usual: [[Double]]
    /// For each set of feeds that answer, as bits, the standard deviation of the mean difference from what is usual.
    let spreads: [Double]

    /// What the feeds say of an hour.
    struct Answer {
        /// What the sensor should show.
        let expected: Double
        /// The standard deviation of the difference from that.
        let spread: Double
        /// What each of the feeds says alone, NaN where it does not answer.
        let single: [Double]
    }

    /// Fits to a stretch of trusted values; nil when nobody has enough hours in common.
    /// - Parameters:
    ///   - own: the sensor's values, one an hour.
    ///   - others: the feeds that may be asked, the nearest first, with their values of the same hours.
    ///   - firstHour: the hour of the first value, in hours since 1970.
    init?(own: [Double], others: [(feed: Int, values: [Double])], firstHour: Int64) {
        var (feeds, usual, departures): ([Int], [[Double]], [[Double]]) = ([], [], [])
        for other in others where feeds.count < Self.mostFeeds {
            let differences = zip(own, other.values).map { $0 - $1 }
            var sums = [Double](repeating: 0, count: 24)
            var counts = [Double](repeating: 0, count: 24)
            for (hour, difference) in differences.enumerated() where !difference.isNaN {
                let place = Self.hourOfDay(hour, firstHour)
                sums[place] += difference
                counts[place] += 1
            }
            let total = counts.reduce(0, +)
            guard total >= Double(Self.fewestHours) else { continue }
            let mean = sums.reduce(0, +) / total
            let byHour = zip(sums, counts).map { $1 > 0 ? $0 / $1 : mean }
            feeds.append(other.feed)
            usual.append(byHour)
            departures.append(differences.enumerated().map { $1 - byHour[Self.hourOfDay($0, firstHour)] })
        }
        guard !feeds.isEmpty else { return nil }
        self.feeds = feeds
        self.usual = usual
        spreads = (0..<(1 << feeds.count)).map { Self.spread(departures, of: $0) }
    }

    /// What the feeds say of an hour.
    /// - Parameters:
    ///   - values: for each of the feeds its value, NaN where it has none or is not believed.
    ///   - hourOfDay: 0 … 23, UTC.
    /// - Returns: nil when nobody answers.
    func answer(_ values: some Sequence<Double>, hourOfDay: Int) -> Answer? {
        var (single, sum, count, answering): ([Double], Double, Double, Int) = ([], 0, 0, 0)
        for (place, value) in values.enumerated() {
            single.append(value + usual[place][hourOfDay])
            if value.isNaN { continue }
            sum += single[place]
            count += 1
            answering |= 1 << place
        }
        guard answering > 0, spreads[answering] > 0 else { return nil }
        return Answer(expected: sum / count, spread: spreads[answering], single: single)
    }

    private static func hourOfDay(_ hour: Int, _ firstHour: Int64) -> Int {
        Int((firstHour + Int64(hour)) % 24 + 24) % 24
    }

    /// The standard deviation of the mean departure of some feeds where all of them answer; 0 where that is unknown.
    private static func spread(_ departures: [[Double]], of set: Int) -> Double {
        let members = departures.indices.filter { set & (1 << $0) != 0 }
        guard let first = members.first else { return 0 }
        var (squares, count) = (0.0, 0.0)
        for hour in departures[first].indices {
            let mean = members.reduce(0) { $0 + departures[$1][hour] } / Double(members.count)
            if mean.isNaN { continue }
            squares += mean * mean
            count += 1
        }
        return count >= Double(fewestHours) ? (squares / count).squareRoot() : 0
    }
}
