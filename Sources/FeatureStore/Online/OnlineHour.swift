import Readings

/// A clock hour of a station as features see it: its single reading, or the means of several.
struct OnlineHour: Sendable {
    /// When the hour's last reading was measured.
    let time: Timestamp
    let values: [Double]
    /// How good its source is, 0 for the best.
    let rank: Int
    /// Whether it was made of several readings, so that none of them can be corrected alone.
    let isMerged: Bool

    init(time: Timestamp, values: [Double], rank: Int, isMerged: Bool) {
        self.time = time
        self.values = values
        self.rank = rank
        self.isMerged = isMerged
    }

    /// The hour of some readings, of which only those of the best source count.
    ///
    /// The same rule by which training puts hours together: ``Readings/ReadingTable/preferringSources(_:)``, then
    /// ``Readings/StationSeries/hourly()``.
    /// - Parameter readings: of one hour, in order of time and source; at least one.
    init(of readings: ArraySlice<OpenReading>) {
        let ranks = readings.map { SourceRanking.standard.rank($0.source) }
        let best = ranks.min() ?? 0
        var series = StationSeries(quantityCount: readings.first?.values.count ?? 0)
        for (reading, rank) in zip(readings, ranks) where rank == best {
            series.insert(reading.values, at: reading.time)
        }
        let mean = series.hourly()
        self.init(
            time: mean.times[0], values: mean.columns.map { $0[0] }, rank: best, isMerged: series.count > 1)
    }
}
