import Readings

/// Hours that a rule is tried on, as they were or with a fault.
struct FeedReplay: Sendable {
    /// All feeds.
    var hours: FeedHours
    /// The hours in which alarms count.
    let stretch: Range<Int>
    /// What is usual.
    let profile: FeedProfile
    /// For each station and sensor the errors of one-hour forecasts, one an hour of all `hours`; nil without a forecaster.
    var errors: [[[Double]]?]
    /// The stations whose alarms are wanted.
    var stations: Range<Int>
    /// The sensors whose alarms are wanted.
    var sensors: [Int]
    /// The hour before which everything is trusted.
    let cut: Int

    /// The hours of all stations, as they were.
    init(_ hours: FeedHours, profile: FeedProfile, cut: Int, stretch: Range<Int>) {
        self.hours = hours
        self.stretch = stretch
        self.profile = profile
        self.cut = cut
        stations = 0..<hours.stationCount
        sensors = Array(hours.schema.quantities.indices)
        errors = stations.map { profile.errors(of: hours, feed: $0, in: 0..<hours.hourCount) }
    }

    /// The last hours of whole days since the cut, in which rules that look daily do.
    var lastHoursOfDays: [Int] { stretch.filter { ($0 + 1 - cut) % 24 == 0 } }

    /// A replay with a fault of one station's sensor.
    /// - Parameters:
    ///   - fault: what happens.
    ///   - station: to whom.
    ///   - sensor: to what.
    ///   - start: the first hour.
    ///   - limit: hours in which alarms count.
    ///   - lead: hours before, so that windows are full.
    ///   - seed: of noise.
    /// - Returns: the hours around the fault, of whose alarms those of the sensor are wanted.
    func with(
        _ fault: InjectedFeedFault, station: Int, sensor: Int, from start: Int, limit: Int, lead: Int, seed: UInt64
    ) -> FeedReplay {
        let end = min(stretch.upperBound, start + limit + 1)
        var replay = FeedReplay(self, stretch: max(stretch.lowerBound, start - lead)..<end)
        replay.sensors = [sensor]
        replay.hours.feeds[station].values[sensor] = fault.applied(
            to: hours.feeds[station].values[sensor], from: start, seed: seed)
        if var known = errors[station], let anew = profile.errors(of: replay.hours, feed: station, in: start..<end) {
            for sensor in known.indices { known[sensor].replaceSubrange(start..<end, with: anew[sensor]) }
            replay.errors[station] = known
        }
        return replay
    }

    private init(_ other: FeedReplay, stretch: Range<Int>) {
        hours = other.hours
        self.stretch = stretch
        profile = other.profile
        errors = other.errors
        stations = other.stations
        sensors = other.sensors
        cut = other.cut
    }
}
