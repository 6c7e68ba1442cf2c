import Readings
import TestSupport
import Testing

/// Milliseconds by Python's `datetime.fromisoformat`.
struct TimestampTextTests {
    @Test(
        arguments: [
            ("2013-07-01", 1_372_636_800_000),
            ("2013-07-01T06:00", 1_372_658_400_000),
            ("2013-07-01T06:00Z", 1_372_658_400_000),
            ("2013-07-01T06:00:00Z", 1_372_658_400_000),
            ("2013-07-01t06:00:00z", 1_372_658_400_000),
            ("2013-07-01 06:00:00", 1_372_658_400_000),
            ("2013-07-01T06:00:00.5Z", 1_372_658_400_500),
            ("2013-07-01T06:00:00.123456789Z", 1_372_658_400_123),
            ("2013-07-01T06:00:00.1239Z", 1_372_658_400_123),
            ("2013-07-01 06:00:00.250+02:00", 1_372_651_200_250),
            ("2013-07-01T06:00:00.250+0200", 1_372_651_200_250),
            ("2013-07-01T00:30+01:00", 1_372_635_000_000),
            ("2013-07-01T06:00-00:00", 1_372_658_400_000),
            ("2012-02-29T23:59:59.999-05:30", 1_330_579_799_999),
            ("2000-02-29", 951_782_400_000),
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59.999Z", -1),
            ("0001-01-01", -62_135_596_800_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ] as [(String, Int64)])
    func `reads a moment in any accepted form`(text: String, milliseconds: Int64) {
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
        #expect(Timestamp(iso8601: "[\(text)]".dropFirst().dropLast())?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", " ", "2013", "2013-07", "2013-7-1", "13-07-01", "20130701", "2013/07/01", "2013-07-01T", "2013-07-01Z",
        "2013-07-01T6:00Z", "2013-07-01T06Z", "2013-07-01T0600Z", "2013-07-01T06:0Z", "2013-07-01T06:00:0Z",
        "2013-07-01T06:00:00.Z", "2013-07-01T06:00:00.", "2013-07-01T06:00:00,5Z", "2013-07-01T06:00.5Z",
        "2013-07-01T06:00:00ZZ", "2013-07-01T06:00:00 Z", "2013-07-01T06:00:00+2", "2013-07-01T06:00:00+02",
        "2013-07-01T06:00:00+24:00", "2013-07-01T06:00:00+02:60", "2013-07-01T06:00:00+02:00Z",
        "2013-07-01T06:00:00+-2:00", "2013-07-01  06:00", " 2013-07-01", "2013-07-01 ", "2013-07-01\n",
        "+2013-07-01", "-2013-07-01", "12013-07-01",
    ])
    func `refuses other forms`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test(arguments: [
        "2013-00-01", "2013-13-01", "2013-01-00", "2013-01-32", "2013-02-29", "1900-02-29", "2013-02-30", "2013-04-31",
        "0000-01-01T00:00+00:01", "9999-12-31T23:59:59.999-00:01", "2013-07-01T24:00Z", "2013-07-01T06:60Z",
        "2013-07-01T06:00:60Z", "2016-12-31T23:59:60Z",
        "2013-99-99T99:99:99Z",
    ])
    func `refuses moments that do not exist`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test(arguments: [
        "2013-07-01T06:00:00\u{0}Z", "\u{0}", "２０１３-０７-０１", "٢٠١٣-٠٧-٠١", "2013‐07‐01", "2013-07-01T06:00:00🕕",
        "2013-07-0\u{301}1", "2013-07-01T06:00:00.\(String(repeating: "9", count: 100_000))",
        "99999999999999999999-01-01", "2013-07-01T06:00:00+99999999999999999999:00", "NaN", "null",
        String(repeating: "2", count: 100_000), "'; DROP TABLE readings; --",
    ])
    func `reads or refuses hostile text and never traps`(text: String) {
        let isPlainMoment = text.hasPrefix("2013-07-01T06:00:00.9")
        #expect(Timestamp(iso8601: text)?.milliseconds == (isPlainMoment ? 1_372_658_400_999 : nil))
    }

    @Test func `survives any bytes near a moment`() {
        var random = SeededRandom(seed: 8601)
        let moment = Array("2013-07-01T06:00:00.250+02:00".utf8)
        let marks = Array("0123456789-:.+TZ tz\u{7F}".utf8)
        var accepted = 0
        for _ in 0..<20_000 {
            var bytes = moment
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = marks.randomElement(using: &random) ?? 0
                case 1: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
                default: bytes.remove(at: place)
                }
            }
            guard let read = Timestamp(iso8601: String(decoding: bytes, as: UTF8.self)) else { continue }
            accepted += 1
            #expect(Timestamp(iso8601: read.description) == read)
        }
        #expect((1_000..<15_000).contains(accepted))
    }

    @Test(
        arguments: [
            (1_372_658_400_000, "2013-07-01T06:00:00Z"),
            (1_372_658_400_007, "2013-07-01T06:00:00.007Z"),
            (1_372_658_400_250, "2013-07-01T06:00:00.250Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00Z"),
        ] as [(Int64, String)])
    func `writes milliseconds only when there are any`(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
    }
}
