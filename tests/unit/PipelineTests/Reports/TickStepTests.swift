import Pipeline
import Testing

struct TickStepTests {
    @Test(arguments: [
        (1.0, 1, 0), (0.2, 2, -1), (0.21, 5, -1), (0.5, 5, -1), (0.51, 1, 0), (3.0, 5, 0), (7.0, 1, 1), (1000.0, 1, 3),
        (0.001, 1, -3), (1e-200, 1, -200), (2e100, 2, 100),
    ])
    func `is one, two or five times a power of ten`(_ distance: Double, _ mantissa: Int, _ exponent: Int) {
        let step = TickStep(atLeast: distance)
        #expect((step.mantissa, step.exponent) == (mantissa, exponent))
    }

    @Test(arguments: [
        (0.25, 3, "1.5"), (5.0, -2, "−10"), (0.02, 1, "0.02"), (1e-12, 2, "2e-12"), (1e9, 3, "3000000000.0"),
    ])
    func `labels its multiples with the decimals it needs`(_ distance: Double, _ count: Int, _ label: String) {
        #expect(TickStep(atLeast: distance).label(of: count) == label)
    }
}
