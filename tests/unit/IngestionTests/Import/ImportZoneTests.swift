import Ingestion
import Readings
import Testing

struct ImportZoneTests {
    private func reading(_ local: String, in zone: String) throws -> ImportZone.Reading {
        try #require(ImportZone(zone)).read(
            localMilliseconds: #require(WrittenMoment(iso8601: local)).localMilliseconds)
    }

    private func moment(_ text: String) throws -> Int64 { try #require(Timestamp(iso8601: text)).milliseconds }

    // Python 3.11 zoneinfo.
    @Test(arguments: [
        ("2024-07-01T12:00", "Europe/Berlin", "2024-07-01T10:00Z"),
        ("2024-01-01T12:00", "Europe/Berlin", "2024-01-01T11:00Z"),
        ("2024-01-01T12:00", "-05:00", "2024-01-01T17:00Z"),
        ("2024-01-01T12:00", "+05:30", "2024-01-01T06:30Z"),
        ("2024-01-01T12:00", "UTC", "2024-01-01T12:00Z"),
        ("1999-12-31T23:30", "Australia/Lord_Howe", "1999-12-31T12:30Z"),
    ])
    func `tells what a clock's time is in UTC`(local: String, zone: String, utc: String) throws {
        let expected = try moment(utc)
        #expect(try reading(local, in: zone) == .moment(expected))
    }

    @Test func `an hour comes twice when clocks are set back, and never when they are set forward`() throws {
        let first = try moment("2024-10-27T00:30Z"), second = try moment("2024-10-27T01:30Z")
        #expect(try reading("2024-10-27T02:30", in: "Europe/Berlin") == .twice(first, second))
        #expect(try reading("2024-03-31T02:30", in: "Europe/Berlin") == .never)
        let after = try moment("2024-03-31T01:00Z")
        #expect(try reading("2024-03-31T03:00", in: "Europe/Berlin") == .moment(after))
    }

    @Test(arguments: ["", "EST", "Berlin", "+5", "+25:00", "05:00"])
    func `names of no zone are refused`(text: String) {
        #expect(ImportZone(text) == nil)
    }
}
