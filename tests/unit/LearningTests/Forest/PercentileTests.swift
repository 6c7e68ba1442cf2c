import Learning
import Testing

struct PercentileTests {
    @Test func `equals numpy to the last bit`() throws {
        for percentiles in try ScikitLearnFixture.statistics().percentiles {
            for (percent, value) in zip(percentiles.percents, percentiles.values) {
                #expect(Percentile.linear(percent, of: percentiles.sample) == value, "\(percent) %")
            }
        }
    }

    @Test func `does not depend on the order of the sample`() {
        #expect(Percentile.linear(30, of: [4, 1, 3, 2]) == Percentile.linear(30, of: [1, 2, 3, 4]))
    }
}
