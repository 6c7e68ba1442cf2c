import Readings
import Testing

struct QualityFlagTests {
    @Test(arguments: [
        (QualityFlag(quantity: "wind_speed", reason: .outOfRange), "wind_speed:out_of_range"),
        (QualityFlag(quantity: "temperature", reason: .notFinite), "temperature:not_finite"),
    ])
    func `is written as quantity and reason and read back`(flag: QualityFlag, text: String) {
        #expect(flag.description == text)
        #expect(QualityFlag(text) == flag)
        #expect(QualityFlag("<\(text)>".dropFirst().dropLast()) == flag)
    }

    @Test(arguments: [
        "", ":", "wind_speed", "wind_speed:", ":out_of_range", "wind_speed:unknown", "wind_speed:outOfRange",
        "wind_speed:out_of_range ", "wind_speed:out_of_range:", "a:b:out_of_range",
    ])
    func `refuses any other text`(text: String) {
        #expect(QualityFlag(text) == nil)
    }

    @Test func `has a text of its own for each reason`() {
        let texts = QualityFlag.Reason.allCases.map { QualityFlag(quantity: "q", reason: $0).description }
        #expect(Set(texts).count == QualityFlag.Reason.allCases.count)
        #expect(texts.compactMap { QualityFlag($0)?.reason } == QualityFlag.Reason.allCases)
    }
}
