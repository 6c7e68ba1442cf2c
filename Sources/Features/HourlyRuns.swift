import Readings

/// Finds the readings before which, as far back as features look, all readings lie whole hours away.
struct HourlyRuns {
    /// Readings of this age in milliseconds, and older ones, do not count.
    let reach: Int64
    /// Where the present run of readings that lie whole hours apart begins.
    private var begin = 0
    private var seen = 0

    init(reach: Int64) {
        self.reach = reach
    }

    /// Looks at the next place, and at those that were passed over.
    /// - Parameters:
    ///   - place: not before one asked for earlier.
    ///   - times: never descending.
    /// - Returns: the first place of the run that `place` belongs to, nil when a reading before the run counts too.
    mutating func run(withHistoryOf place: Int, in times: [Timestamp]) -> Int? {
        while seen < place {
            seen += 1
            let step = times[seen].milliseconds - times[seen - 1].milliseconds
            if step == 0 || !step.isMultiple(of: Timestamp.millisecondsPerHour) { begin = seen }
        }
        guard begin > 0 else { return 0 }
        return times[place].milliseconds - times[begin - 1].milliseconds >= reach ? begin : nil
    }
}
