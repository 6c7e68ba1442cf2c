/// A test that has both a statistic and its probability.
protocol SignificanceTest {
    /// The statistic, finite.
    var statistic: Double { get }
    /// How probable it is without drift, 0 ... 1.
    var pValue: Double { get }
}
