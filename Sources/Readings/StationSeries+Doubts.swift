extension StationSeries {
    /// The readings without values that are not believed.
    /// - Parameters:
    ///   - doubts: about sensors of this station.
    ///   - schema: the kind of station.
    /// - Returns: the same moments; values that a doubt concerns are missing.
    public func without(_ doubts: [FeedDoubt], of schema: SensorSchema) -> StationSeries {
        let concerned = Dictionary(grouping: doubts, by: \.sensor)
        if concerned.isEmpty { return self }
        return StationSeries(
            times: times,
            columns: columns.enumerated().map { place, column in
                guard let doubts = concerned[schema.quantities[place].name] else { return column }
                return zip(times, column).map { time, value in
                    doubts.contains { $0.covers(time) } ? .nan : value
                }
            })
    }
}
