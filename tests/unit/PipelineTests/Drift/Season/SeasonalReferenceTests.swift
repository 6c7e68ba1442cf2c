import Pipeline
import Readings
import Testing

struct SeasonalReferenceTests {
    private static func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(iso8601: text)) }

    /// Every hour from a moment to another, both included.
    private static func hours(_ first: String, _ last: String) throws -> [Timestamp] {
        let (first, last) = (try moment(first), try moment(last))
        return (0...Int(last.hourIndex - first.hourIndex)).map { first.advanced(hours: $0) }
    }

    private static func season(
        _ reference: [Timestamp], _ window: [Timestamp], stations: ([String?]?, [String?]?) = (nil, nil)
    ) throws -> Season? {
        let reference = try #require(SeasonalReference(times: reference, stations: stations.0))
        return reference.season(of: try #require(SeasonWindow(times: window, stations: stations.1)))
    }

    @Test(
        arguments: [
            // The turn of the year.
            ("2012-12-20T00:00:00Z", "2013-01-10T23:00:00Z", "2011-12-06T00:00:00Z", "2012-01-24T23:00:00Z"),
            // 29 February, which the year before does not have, at either end.
            ("2012-02-29T06:00:00Z", "2012-03-10T05:00:00Z", "2011-02-14T06:00:00Z", "2011-03-24T05:00:00Z"),
            ("2012-02-20T00:00:00Z", "2012-02-29T12:00:00Z", "2011-02-06T00:00:00Z", "2011-03-14T12:00:00Z"),
            // 29 February of the year before lies within.
            ("2013-02-20T00:00:00Z", "2013-03-10T00:00:00Z", "2012-02-06T00:00:00Z", "2012-03-24T00:00:00Z"),
            ("2013-07-01T00:00:00Z", "2013-07-31T23:00:00Z", "2012-06-17T00:00:00Z", "2012-08-14T23:00:00Z"),
        ])
    func `a season is the same stretch of the calendar a year earlier, fourteen days wider at both ends`(
        first: String, last: String, from: String, to: String
    ) throws {
        let window = try Self.hours(first, last)
        let from = try Self.moment(from)
        let reference = try Self.hours("2011-01-01T00:00:00Z", "2013-12-31T23:00:00Z").filter { $0 >= from }
        let season = try #require(try Self.season(reference, window))
        let times = season.rows.map { reference[$0] }
        #expect(season.years == 1)
        #expect(times.min() == from)
        #expect(times.max() == (try Self.moment(to)))
        #expect(Set(times).count == Int(try Self.moment(to).hourIndex - from.hourIndex) + 1)
    }

    @Test func `years that the reference has all count, in whatever order its rows are`() throws {
        let window = try Self.hours("2020-03-01T00:00:00Z", "2020-03-31T23:00:00Z")
        let reference = try Self.hours("2015-06-01T00:00:00Z", "2020-02-29T23:00:00Z")
        let season = try #require(try Self.season(reference, window))
        #expect(season.years == 4)
        #expect(season.rows.count == 4 * 59 * 24)
        let turned = try #require(try Self.season(reference.reversed(), window))
        #expect(
            Set(turned.rows.map { reference[reference.count - 1 - $0] }) == Set(season.rows.map { reference[$0] }))
    }

    @Test(arguments: [[12], [0, 23], [5, 6, 7], Array(0..<24)])
    func `rows are of the window's hours of the day`(hours: [Int]) throws {
        let window = try Self.hours("2013-07-01T00:00:00Z", "2013-07-31T23:00:00Z")
            .filter { hours.contains($0.hourOfDay) }
        let reference = try Self.hours("2012-01-01T00:00:00Z", "2012-12-31T23:00:00Z")
        let season = try #require(try Self.season(reference, window))
        #expect(Set(season.rows.map { reference[$0].hourOfDay }) == Set(hours))
        #expect((58...59).map { $0 * hours.count }.contains(season.rows.count))
    }

    @Test func `rows are of the window's stations where both sides name them`() throws {
        let window = try Self.hours("2013-07-01T00:00:00Z", "2013-07-31T23:00:00Z")
        let reference = try Self.hours("2012-01-01T00:00:00Z", "2012-12-31T23:00:00Z")
        let names = reference.indices.map { $0 % 7 == 0 ? nil : $0 % 2 == 0 ? "here" : "there" }
        let ours = window.map { _ in Optional("here") }
        let here = try #require(try Self.season(reference, window, stations: (names, ours)))
        #expect(Set(here.rows.map { names[$0] }) == ["here"])
        let everywhere = try #require(try Self.season(reference, window))
        #expect(everywhere.rows.count == 59 * 24)
        #expect(try Self.season(reference, window, stations: (names, nil)) == everywhere)
        #expect(try Self.season(reference, window, stations: (nil, ours)) == everywhere)
        let nowhere = window.map { _ in Optional("nowhere") }
        #expect(try Self.season(reference, window, stations: (names, nowhere)) == nil)
    }

    /// A stretch of 31 and 28 days, of which 30 must have rows.
    @Test(
        arguments: [
            ("2012-01-01T00:00:00Z", "2012-07-16T23:00:00Z", 1, true),
            ("2012-01-01T00:00:00Z", "2012-07-15T23:00:00Z", 1, false),
            ("2012-07-16T00:00:00Z", "2013-06-30T23:00:00Z", 1, true),
            ("2012-07-17T00:00:00Z", "2013-06-30T23:00:00Z", 1, false),
            // A sample of the rows: what counts is on how many days there are some.
            ("2012-01-01T00:00:00Z", "2012-12-31T23:00:00Z", 24, true),
            ("2012-01-01T00:00:00Z", "2012-12-31T23:00:00Z", 49, false),
            ("2008-01-01T00:00:00Z", "2012-12-31T23:00:00Z", 49, true),
            ("2013-01-01T00:00:00Z", "2013-06-30T23:00:00Z", 1, false),
            ("2014-01-01T00:00:00Z", "2015-12-31T23:00:00Z", 1, false),
        ])
    func `a season is known with rows on half of its days`(
        first: String, last: String, step: Int, isKnown: Bool
    ) throws {
        let window = try Self.hours("2013-07-01T00:00:00Z", "2013-07-31T23:00:00Z")
        let all = try Self.hours(first, last)
        let season = try Self.season(stride(from: 0, to: all.count, by: step).map { all[$0] }, window)
        #expect((season != nil) == isKnown)
    }

    @Test(arguments: [(59, true), (30, true), (29, false)])
    func `a season is known with thirty rows`(count: Int, isKnown: Bool) throws {
        let window = try Self.hours("2013-07-01T00:00:00Z", "2013-07-31T23:00:00Z")
        let days = (0..<count).map { (try? Self.moment("2012-06-17T00:00:00Z"))?.advanced(hours: 24 * $0) }
        #expect((try Self.season(days.compactMap(\.self), window) != nil) == isKnown)
    }

    @Test func `a window with days left out asks for as many fewer`() throws {
        let days = stride(from: 0, to: 365 * 8, by: 7)
        let start = try Self.moment("2005-01-01T12:00:00Z")
        let weekly = days.map { start.advanced(hours: 24 * $0) }
        let window = (0..<12).map { start.advanced(hours: 24 * (365 * 8 + 2 + 7 * $0)) }
        #expect(try Self.season(Array(weekly.suffix(55)), window) == nil, "too few rows")
        #expect(try #require(try Self.season(Array(weekly.suffix(110)), window)).years == 2)
    }

    @Test func `of a window longer than a year rows are taken once, and none from it`() throws {
        let reference = try Self.hours("2008-01-01T00:00:00Z", "2012-12-31T23:00:00Z")
        let window = try Self.hours("2011-06-01T00:00:00Z", "2012-12-31T23:00:00Z")
        let season = try #require(try Self.season(reference, window))
        #expect(Set(season.rows).count == season.rows.count)
        #expect(season.rows.allSatisfy { reference[$0] < window[0] })
        #expect(season.rows.count == reference.filter { $0 < window[0] }.count)
    }

    @Test func `nothing is asked of moments that no sensor has seen`() throws {
        let odd = [Timestamp(milliseconds: .min), Timestamp(milliseconds: .max)]
        #expect(SeasonWindow(times: odd) == nil)
        #expect(SeasonWindow(times: []) == nil)
        #expect(SeasonalReference(times: []) == nil)
        let window = try Self.hours("2013-07-01T00:00:00Z", "2013-07-31T23:00:00Z")
        #expect(try Self.season(odd, window) == nil)
        let reference = try Self.hours("2012-01-01T00:00:00Z", "2012-12-31T23:00:00Z")
        #expect(try Self.season(odd + reference, window)?.rows.count == 59 * 24)
    }
}
