import Readings

extension MonthPartition {
    /// The hours of the month, counted since 1970.
    var hours: Range<Int64> { firstHour..<next.firstHour }

    /// The month after this one.
    var next: MonthPartition {
        month == 12 ? MonthPartition(year: year + 1, month: 1) : MonthPartition(year: year, month: month + 1)
    }

    /// The month before this one.
    var previous: MonthPartition {
        month == 1 ? MonthPartition(year: year - 1, month: 12) : MonthPartition(year: year, month: month - 1)
    }

    private var firstHour: Int64 {
        // A first day exists in every month.
        (CivilDate(year: year, month: month, day: 1)?.dayIndex ?? 0) * 24
    }
}
