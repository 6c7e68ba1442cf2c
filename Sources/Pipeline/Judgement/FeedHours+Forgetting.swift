public import Ledger
import Readings

extension FeedHours {
    /// The same hours without what was not believed.
    /// - Parameter faults: of the same kind of station; those of other stations are passed over.
    /// - Returns: as many hours, NaN where a fault was.
    public func forgetting(_ faults: [FeedFaultRecord]) -> FeedHours {
        var hours = self
        for fault in faults {
            guard let feed = feeds.prefix(stationCount).firstIndex(where: { $0.station == fault.station }),
                let sensor = schema.index(of: fault.sensor)
            else { continue }
            let first = max(0, hour(of: fault.onset))
            let last = fault.endedAt.map { min(hour(of: $0), hourCount) } ?? hourCount
            for hour in stride(from: first, to: last, by: 1) { hours.feeds[feed].values[sensor][hour] = .nan }
        }
        return hours
    }
}
