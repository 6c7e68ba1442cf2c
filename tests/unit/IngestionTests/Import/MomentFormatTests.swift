import Ingestion
import Readings
import Testing

struct MomentFormatTests {
    private func read(_ text: String, _ format: String) throws -> WrittenMoment? {
        try Array(text.utf8).withUnsafeBufferPointer { try #require(MomentFormat(format)).read($0) }
    }

    @Test(arguments: [
        ("31.12.2024 23:05", "dd.MM.yyyy HH:mm", "2024-12-31T23:05"),
        ("7/1/2024 6:00", "M/d/yyyy H:mm", "2024-07-01T06:00"),
        ("20240701T060000", "yyyyMMddTHHmmss", "2024-07-01T06:00"), ("2024-07-01", "yyyy-MM-dd", "2024-07-01"),
    ])
    func `reads digits in the order of a pattern`(text: String, format: String, same: String) throws {
        #expect(try read(text, format) == WrittenMoment(iso8601: same))
    }

    @Test(arguments: [
        ("31.02.2024 23:05", "dd.MM.yyyy HH:mm"), ("1.12.2024 23:05", "dd.MM.yyyy HH:mm"),
        ("31.12.2024 24:00", "dd.MM.yyyy HH:mm"), ("31.12.2024 23:05 ", "dd.MM.yyyy HH:mm"), ("", "dd.MM.yyyy"),
        ("12h", "unix"), ("nan", "unix"), ("1e300", "unix-ms"), ("2024-07-01", "unix"),
    ])
    func `refuses what does not fit`(text: String, format: String) throws {
        #expect(try read(text, format) == nil)
    }

    @Test func `counts since 1970 are UTC`() throws {
        let expected = WrittenMoment(localMilliseconds: 1_719_813_600_250, offsetMinutes: 0)
        #expect(try read("1719813600.25", "unix") == expected)
        #expect(try read("1719813600250", "unix-ms") == expected)
    }

    @Test(arguments: ["", "dd.MM", "yyyy-MM-dd-dd", "yy-MM-dd", "yyyy-MMM-dd", "x"])
    func `texts that are no format are refused`(text: String) {
        #expect(MomentFormat(text) == nil)
    }
}
