import Readings

extension QuickstartReport.ScoreSeries {
    /// One day of a station.
    struct Day {
        /// When the highest score was reached, or the day's first reading where none is a number.
        let time: Timestamp
        /// The highest score, NaN where none is a number.
        let highest: Double
        /// How many scores reach the threshold.
        let flagged: Int
    }

    /// Each UTC day that has a reading: a year of hourly scores has too many points to tell apart in a picture.
    /// - Parameter threshold: scores of at least this are counted.
    /// - Returns: ascending, when the times are.
    func days(flaggingFrom threshold: Double) -> [Day] {
        var days: [Day] = []
        var today: Int64?
        for (time, score) in zip(times, scores) {
            let day = Day(time: time, highest: score, flagged: score >= threshold ? 1 : 0)
            guard time.dayIndex == today, let last = days.popLast() else {
                days.append(day)
                today = time.dayIndex
                continue
            }
            let isHigher = score > last.highest || last.highest.isNaN
            days.append(
                Day(
                    time: isHigher ? time : last.time, highest: isHigher ? score : last.highest,
                    flagged: last.flagged + day.flagged))
        }
        return days
    }
}
