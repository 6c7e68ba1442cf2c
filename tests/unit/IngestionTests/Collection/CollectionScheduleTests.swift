import Ingestion
import Readings
import Testing

struct CollectionScheduleTests {
    private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(iso8601: text)) }

    @Test(arguments: [
        ("2026-01-01T12:04:59Z", "2026-01-01T12:05:00Z"),
        ("2026-01-01T12:05:00Z", "2026-01-01T13:05:00Z"),
        ("2026-01-01T12:59:59.999Z", "2026-01-01T13:05:00Z"),
        ("2025-12-31T23:30:00Z", "2026-01-01T00:05:00Z"),
    ])
    func `the next collection is at the minute of this hour or of the next`(now: String, next: String) throws {
        #expect(try CollectionSchedule(minute: 5).next(after: moment(now)) == moment(next))
    }

    @Test func `the first minute of the hour can be the one`() throws {
        let schedule = CollectionSchedule(minute: 0)
        let hour = try moment("2026-01-01T12:00:00Z").hourIndex
        #expect(try schedule.due(inHour: hour) == moment("2026-01-01T12:00:00Z"))
        #expect(try schedule.next(after: moment("2026-01-01T12:00:00Z")) == moment("2026-01-01T13:00:00Z"))
    }
}
