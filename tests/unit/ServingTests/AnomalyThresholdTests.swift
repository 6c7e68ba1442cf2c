import Serving
import Testing

struct AnomalyThresholdTests {
    @Test(arguments: [
        ("auto", AnomalyThreshold.contamination), ("0.5", .fixed(0.5)), ("0", .fixed(0)), ("1", .fixed(1)),
        ("", nil), ("-0.1", nil), ("1.01", nil), ("nan", nil), ("inf", nil), ("Auto", nil), ("0,5", nil),
    ])
    func `reads the setting`(text: String, threshold: AnomalyThreshold?) {
        #expect(AnomalyThreshold(text) == threshold)
    }
}
