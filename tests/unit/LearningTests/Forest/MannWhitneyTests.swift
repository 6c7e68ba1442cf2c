import TestSupport
import Testing

struct MannWhitneyTests {
    private let one = [0.91, 0.93, 0.93, 0.95, 0.90, 0.94, 0.92, 0.93]
    private let other = [0.93, 0.96, 0.95, 0.97, 0.92, 0.98, 0.95, 0.96, 0.99]

    /// The numbers are those of `scipy.stats.mannwhitneyu(one, other, method="asymptotic")` of scipy 1.17.1.
    @Test func `agrees with scipy, with ties`() {
        #expect(abs(MannWhitney.pValue(one, other) - 0.013206392475898027) < 1e-12)
        #expect(abs(MannWhitney.pValue(other, one) - 0.013206392475898027) < 1e-12)
        #expect(MannWhitney.pValue(one, one) == 1)
        #expect(MannWhitney.pValue([1, 1], [1, 1, 1]) == 1)
    }
}
