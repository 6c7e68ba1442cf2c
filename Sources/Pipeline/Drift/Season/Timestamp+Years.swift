import Readings

extension Timestamp {
    /// The same day and hour of an earlier year; 28 February for 29 February where the year has none.
    /// - Parameter years: calendar years, ≥ 0.
    /// - Returns: nil of moments outside ``plausible``, and for a year before −9999.
    func earlier(years: Int) -> Timestamp? {
        guard Self.plausible.contains(self) else { return nil }
        let date = date
        let year = date.year - years
        guard
            let day = CivilDate(year: year, month: date.month, day: date.day)
                ?? CivilDate(year: year, month: date.month, day: 28)
        else { return nil }
        let ofDay = milliseconds - dayIndex * Self.millisecondsPerDay
        return Timestamp(milliseconds: day.dayIndex * Self.millisecondsPerDay + ofDay)
    }

    /// The moment `days` later (earlier, when negative).
    func advanced(days: Int) -> Timestamp { advanced(hours: 24 * days) }
}
