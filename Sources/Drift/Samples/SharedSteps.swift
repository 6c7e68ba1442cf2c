/// What several tests of the same two samples need, made when the first of them asks for it.
final class SharedSteps {
    private let reference: Sample
    private let current: Sample

    /// Both samples merged.
    private(set) lazy var merged = MergedSamples(reference, current)
    /// How often each value appears in both samples.
    private(set) lazy var counts = CategoryCounts(merged)
    /// Evidently's bins of both samples.
    private(set) lazy var bins = BinShares(reference, current) { counts }

    /// Nothing is made yet; both samples have at least one value.
    init(_ reference: Sample, _ current: Sample) {
        self.reference = reference
        self.current = current
    }
}
