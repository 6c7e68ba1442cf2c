import Readings

/// A clock hour of a station as features see it: its single reading, or the means of several.
struct OnlineHour: Sendable, Equatable {
    /// When the hour's last reading was measured.
    let time: Timestamp
    let values: [Double]
    /// How good the source of a mean is, 0 for the best; 0 for a single reading, which nothing is compared with.
    let rank: Int

    init(time: Timestamp, values: [Double], rank: Int) {
        self.time = time
        self.values = values
        self.rank = rank
    }

    /// The hour of some readings, of which only those of the best source count.
    ///
    /// The same rule by which training puts hours together: ``Readings/ReadingTable/preferringSources(_:)``, then
    /// ``Readings/StationSeries/hourly()``.
    /// - Parameter readings: of one hour, in order of time and source; at least one.
    init(of readings: ArraySlice<OpenReading>) {
        if readings.count == 1, let reading = readings.first {
            self.init(time: reading.time, values: reading.values, rank: 0)
            return
        }
        let ranks = readings.map { SourceRanking.standard.rank($0.source) }
        let best = ranks.min() ?? 0
        var series = StationSeries(quantityCount: readings.first?.values.count ?? 0)
        for (reading, rank) in zip(readings, ranks) where rank == best {
            series.insert(reading.values, at: reading.time)
        }
        let mean = series.hourly()
        self.init(time: mean.times[0], values: mean.columns.map { $0[0] }, rank: best)
    }

    /// Two values that are missing are the same here.
    static func == (left: OnlineHour, right: OnlineHour) -> Bool {
        left.time == right.time && left.rank == right.rank
            && left.values.map(\.bitPattern) == right.values.map(\.bitPattern)
    }
}
