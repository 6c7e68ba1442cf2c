import Features
public import Learning
public import Readings

extension TrainingJob {
    /// The hours that a forecaster learns from and is judged on.
    /// - Parameters:
    ///   - readings: weather readings; flagged values count as missing.
    ///   - cut: which stations are neighbours is found out from what was measured before; nil for the older three
    ///     quarters of the readings, so that what a training judges itself on has no part in it.
    /// - Returns: examples for the horizons and neighbours that the job is configured for.
    public func forecastExamples(of readings: ReadingTable, neighboursBefore cut: Timestamp? = nil) -> ForecastExamples
    {
        let series = zip(readings.stations, readings.rowsByStation()).map { station, rows in
            (station: station, series: readings.series(ofRows: rows, trustingFlagged: false))
        }.sorted { $0.station < $1.station }
        let schema = configuration.forecastSchema
        var neighbours = StationNeighbours.none
        if schema.neighbours > 0, let cut = cut ?? Self.moment(of: readings, after: 0.75) {
            neighbours = StationNeighbours(of: series, count: schema.neighbours, before: cut)
        }
        return ForecastExamples(of: series, schema: schema, neighbours: neighbours)
    }

    /// The moment before which a share of the readings was measured; nil without readings.
    private static func moment(of readings: ReadingTable, after share: Double) -> Timestamp? {
        let times = readings.observedAt.sorted()
        return times.isEmpty ? nil : times[min(times.count - 1, Int(Double(times.count) * share))]
    }
}
