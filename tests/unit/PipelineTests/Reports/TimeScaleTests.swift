import Pipeline
import Readings
import Testing

struct TimeScaleTests {
    @Test(arguments: [
        ("2013-07-14T00:00Z", "2013-07-14T11:00Z", 6, ["14 Jul", "02:00", "04:00", "06:00", "08:00", "10:00"]),
        ("2013-12-30T05:00Z", "2014-01-02T05:00Z", 4, ["31 Dec", "1 Jan", "2 Jan"]),
        // 15 July 2013 was a Monday.
        ("2013-07-11", "2013-08-09", 5, ["15 Jul", "22 Jul", "29 Jul", "5 Aug"]),
        ("2013-10-02", "2014-04-01", 6, ["Nov 2013", "Dec", "Jan 2014", "Feb", "Mar", "Apr"]),
        ("2013-07-01", "2014-06-30", 4, ["Jul 2013", "Oct", "Jan 2014", "Apr"]),
        ("2001-06-01", "2019-01-01", 4, ["2005", "2010", "2015"]),
        ("1969-12-29", "1970-01-12", 3, ["29 Dec", "5 Jan", "12 Jan"]),
    ])
    func `has ticks where people count`(_ first: String, _ last: String, _ count: Int, _ labels: [String]) throws {
        let ends = try [first, last].map { try #require(Timestamp(iso8601: $0)) }
        let scale = TimeScale(covering: ends, start: 0, end: 100)
        #expect(scale.ticks(atMost: count).map(\.label) == labels)
    }

    @Test func `places moments by their share of the span`() throws {
        let start = try #require(Timestamp(iso8601: "2013-12-31"))
        let scale = TimeScale(
            covering: [start.advanced(hours: 48), start, start.advanced(hours: 12)], start: 10, end: 110)
        #expect(scale.position(of: start.advanced(hours: 12)) == 35)
        #expect(scale.position(of: start.advanced(hours: -5)) == 10)
        #expect(!scale.contains(start.advanced(hours: 49)))
        #expect(scale.title == "UTC, 2013–2014")
    }

    @Test func `gives a single moment six hours of room`() throws {
        let moment = try #require(Timestamp(iso8601: "2013-07-14T12:00Z"))
        let scale = TimeScale(covering: [moment], start: 0, end: 100)
        #expect(scale.position(of: moment) == 50)
        #expect(scale.ticks(atMost: 6).map(\.label) == ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00"])
        #expect(scale.title == "UTC, 2013")
    }

    @Test(arguments: [[], [Int64.min, Int64.max], [Int64.max], [Int64.min, 0]])
    func `stands any moments`(_ milliseconds: [Int64]) {
        let times = milliseconds.map(Timestamp.init(milliseconds:))
        let scale = TimeScale(covering: times, start: 0, end: 100)
        #expect(times.allSatisfy { (0...100).contains(scale.position(of: $0)) })
        #expect(scale.ticks(atMost: 10).count <= 11)
    }
}
