extension StationSeries {
    /// The series with one reading a clock hour: of several the means of their values, at the moment of the last.
    /// - Returns: the same series when no hour has several readings.
    public func hourly() -> StationSeries {
        guard zip(times, times.dropFirst()).contains(where: { $0.hourIndex == $1.hourIndex }) else { return self }
        var hourly = StationSeries(quantityCount: columns.count)
        var first = 0
        while first < count {
            let hour = times[first].hourIndex
            var mean = HourlyMean(quantityCount: columns.count)
            var next = first
            while next < count, times[next].hourIndex == hour {
                for quantity in columns.indices { mean.add(columns[quantity][next], quantity: quantity) }
                mean.endReading(at: times[next])
                next += 1
            }
            hourly.insert(mean.values, at: mean.lastTime)
            first = next
        }
        return hourly
    }
}
