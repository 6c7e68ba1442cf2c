/// The test that Evidently 0.7.23 takes when none is named.
///
/// Up to 1000 reference values: Kolmogorov–Smirnov for numbers with more than five different values, else the
/// chi-square test, or the z-test for at most two different values. Above: the normed Wasserstein distance for numbers
/// with more than five different values, else the Jensen–Shannon distance.
public enum EvidentlyChoice {
    /// References larger than this are compared by distance instead of by p-value.
    public static let largestTestedCount = 1000
    /// Numbers with no more different values than this in both samples together are taken for categories.
    public static let mostCategories = 5

    /// The choice for a numeric feature.
    public static func test(for comparison: SampleComparison) -> DriftTest {
        let atLeast = max(comparison.reference.distinctCount, comparison.current.distinctCount)
        // Samples are merged only where it can matter.
        let distinct =
            atLeast > mostCategories
            ? atLeast : MergedSamples(comparison.reference, comparison.current).values.count
        guard distinct > mostCategories else {
            return categorical(referenceCount: comparison.reference.count, distinct: distinct)
        }
        return comparison.reference.count > largestTestedCount ? .wassersteinNorm : .kolmogorovSmirnov
    }

    /// The choice for a feature of labels.
    public static func test(for comparison: CategoryComparison) -> DriftTest {
        categorical(
            referenceCount: comparison.reference.count,
            distinct: CategoryCounts(comparison.reference, comparison.current).count)
    }

    private static func categorical(referenceCount: Int, distinct: Int) -> DriftTest {
        guard referenceCount <= largestTestedCount else { return .jensenShannon }
        return distinct > 2 ? .chiSquare : .proportion
    }
}
