import Foundation
import Readings
import TestSupport
import Testing

struct TimestampCalendarTests {
    /// `scripts/oracles/calendar_parts.py`: Python's datetime.
    private struct Fixture: Decodable {
        struct Moment: Decodable {
            let milliseconds: Int64
            let year: Int
            let month: Int
            let day: Int
            let hourOfDay: Int
            let dayOfWeek: Int
            let hourIndex: Int64
            let dayIndex: Int64
            let text: String
        }

        let moments: [Moment]
    }

    @Test func `has the calendar parts and text of Python's datetime`() throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let url = ProjectFiles.fixture("python/calendar_parts.json")
        let fixture = try decoder.decode(Fixture.self, from: Data(contentsOf: url))
        try #require(fixture.moments.count > 250)
        for moment in fixture.moments {
            let time = Timestamp(milliseconds: moment.milliseconds)
            #expect(time.date == CivilDate(year: moment.year, month: moment.month, day: moment.day), "\(moment.text)")
            #expect(time.date.day == moment.day && time.date.year == moment.year)
            #expect(time.month == moment.month)
            #expect(time.hourOfDay == moment.hourOfDay)
            #expect(time.dayOfWeek == moment.dayOfWeek)
            #expect(time.hourIndex == moment.hourIndex)
            #expect(time.dayIndex == moment.dayIndex)
            #expect(time.date.dayIndex == moment.dayIndex)
            #expect(time.description == moment.text)
            #expect(Timestamp(iso8601: moment.text) == time)
        }
    }

    /// Texts of Java's `Instant.ofEpochMilli`.
    @Test(
        arguments: [
            (Int64.min, -2_562_047_788_016, -106_751_991_168, "-292275055-05-16T16:47:04.192Z"),
            (Int64.max, 2_562_047_788_015, 106_751_991_167, "292278994-08-17T07:12:55.807Z"),
        ] as [(Int64, Int64, Int64, String)])
    func `has parts at the ends of time`(milliseconds: Int64, hourIndex: Int64, dayIndex: Int64, text: String) {
        let time = Timestamp(milliseconds: milliseconds)
        #expect(time.hourIndex == hourIndex)
        #expect(time.dayIndex == dayIndex)
        #expect((0..<24).contains(time.hourOfDay) && (0..<7).contains(time.dayOfWeek))
        #expect(time.date.dayIndex == dayIndex)
        #expect(time.description == text)
    }

    @Test func `takes 1900 to 2199 as plausible`() {
        #expect(Timestamp.plausible.lowerBound.description == "1900-01-01T00:00:00Z")
        #expect(Timestamp.plausible.upperBound.description == "2199-12-31T23:59:59.999Z")
    }

    @Test func `moves by whole hours and compares by time`() {
        let noon = Timestamp(milliseconds: 43_200_000)
        #expect(noon.advanced(hours: 13).milliseconds == 90_000_000)
        #expect(noon.advanced(hours: -13).milliseconds == -3_600_000)
        #expect(noon.advanced(hours: 0) == noon)
        #expect(noon.advanced(hours: -1) < noon && noon < Timestamp(milliseconds: 43_200_001))
        #expect([noon, noon.advanced(hours: -24)].min()?.dayIndex == -1)
    }
}
