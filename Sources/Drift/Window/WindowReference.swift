/// One feature's reference, made ready for windows that move over it.
public struct WindowReference: Sendable {
    /// The distribution in steps; nil without a value.
    let ranked: RankedValues?
    /// What the distance is divided by: the standard deviation, at least ``WassersteinDistance/leastScale``.
    let scale: Double
    /// The slabs for a full window; nil without a value.
    let slabs: RankSlabs?

    /// A reference of all its values: windows have the very scores of ``SampleComparison``.
    /// - Parameters:
    ///   - sample: `[n]`, n ≥ 0.
    ///   - windowCount: how many values a full window has, ≥ 1.
    public init(_ sample: Sample, windowCount: Int) {
        let points = sample.sorted.map { (value: $0, weight: 1) }
        self.init(
            sample.isEmpty ? nil : RankedValues(points, range: sample.sorted[0]...sample.sorted[sample.count - 1]),
            standardDeviation: sample.standardDeviation, windowCount: windowCount)
    }

    /// A reference of which a profile was kept: windows have the scores of ``ProfileComparison``.
    /// - Parameters:
    ///   - profile: of the reference.
    ///   - windowCount: how many values a full window has, ≥ 1.
    public init(_ profile: ReferenceProfile, windowCount: Int) {
        self.init(profile.ranked, standardDeviation: profile.standardDeviation, windowCount: windowCount)
    }

    private init(_ ranked: RankedValues?, standardDeviation: Double, windowCount: Int) {
        self.ranked = ranked
        scale = max(standardDeviation, WassersteinDistance.leastScale)
        slabs = ranked.map { RankSlabs($0, count: windowCount) }
    }
}
