import Pipeline
import Testing

struct DoubleTextTests {
    @Test(
        arguments: [
            (12.5, 2, "12.5"), (12.0, 2, "12"), (100.0, 0, "100"), (-0.004, 2, "0"), (-1.256, 2, "-1.26"),
            (0.05, 1, "0.1"),
            (1e20, 2, "1e+20"), (.nan, 1, "–"), (-.infinity, 1, "–"),
        ] as [(Double, Int, String)])
    func `writes short numbers for machines`(_ value: Double, _ decimals: Int, _ text: String) {
        #expect(value.shortText(decimals: decimals) == text)
    }

    @Test(
        arguments: [
            (12.5, 2, "12.50"), (-3.5, 1, "−3.5"), (0.0, 0, "0"), (-0.001, 2, "0.00"), (0.06, 3, "0.060"),
            (.nan, 3, "–"),
        ] as [(Double, Int, String)])
    func `writes fixed numbers for people`(_ value: Double, _ decimals: Int, _ text: String) {
        #expect(value.fixedText(decimals: decimals) == text)
    }
}
