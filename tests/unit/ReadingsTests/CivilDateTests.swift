import Readings
import Testing

struct CivilDateTests {
    @Test func `walks 400 years and more day by day in both directions`() {
        var (year, month, day, weekday) = (1599, 1, 1, 4)
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        // 1599-01-01 is 371 years before 1970, 90 of them leap years, and was a Friday.
        for index in Int64(-(371 * 365 + 90))...Int64(80 * 366) {
            let date = CivilDate(dayIndex: index)
            guard date.year == year, date.month == month, date.day == day, date.dayIndex == index,
                CivilDate(year: year, month: month, day: day) == date,
                Timestamp(milliseconds: index * 86_400_000).dayOfWeek == weekday
            else {
                Issue.record("\(date) is not \(year)-\(month)-\(day)")
                return
            }
            let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
            let length = month == 2 && isLeap ? 29 : lengths[month - 1]
            weekday = (weekday + 1) % 7
            day += 1
            if day > length { (day, month) = (1, month + 1) }
            if month > 12 { (month, year) = (1, year + 1) }
        }
        #expect(year > 2049)
    }

    @Test(arguments: [
        (2013, 2, 29), (1900, 2, 29), (2100, 2, 29), (2024, 2, 30), (2013, 4, 31), (2013, 0, 1), (2013, 13, 1),
        (2013, 1, 0), (2013, 1, 32), (2013, -1, 1), (10_000, 1, 1), (-10_000, 1, 1), (.max, 1, 1), (2013, .max, 1),
        (2013, 1, .min),
    ])
    func `refuses days that do not exist`(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [(2024, 2, 29, 19_782), (1600, 2, 29, -135_081), (0, 1, 1, -719_528), (-9999, 3, 1, -4_371_528)])
    func `counts days from 1970`(year: Int, month: Int, day: Int, index: Int64) {
        #expect(CivilDate(year: year, month: month, day: day)?.dayIndex == index)
    }
}
