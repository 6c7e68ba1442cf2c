extension ReferenceProfile {
    /// The profile of both samples together. The order of the two does not matter.
    ///
    /// - Parameter other: the profile of another sample of the same feature.
    /// - Returns: the sum; its mean and deviation to rounding, its distribution within its ``shareError``.
    public func merging(_ other: ReferenceProfile) -> ReferenceProfile {
        var merged = sketch
        merged.merge(other.sketch)
        let nonFiniteCount = nonFiniteCount + other.nonFiniteCount
        guard let ours = range, let theirs = other.range else {
            let filled = isEmpty ? other : self
            return ReferenceProfile(
                count: filled.count, nonFiniteCount: nonFiniteCount, range: filled.range, mean: filled.mean,
                standardDeviation: filled.standardDeviation, sketch: merged, valueCounts: filled.valueCounts)
        }
        let total = count + other.count
        let (share, otherShare) = (Double(count) / Double(total), Double(other.count) / Double(total))
        let range = min(ours.lowerBound, theirs.lowerBound)...max(ours.upperBound, theirs.upperBound)
        let mean = mean * share + other.mean * otherShare
        return ReferenceProfile(
            count: total, nonFiniteCount: nonFiniteCount, range: range,
            mean: min(max(mean, range.lowerBound), range.upperBound),
            standardDeviation: Self.deviation((self, share), (other, otherShare)), sketch: merged,
            valueCounts: valueCounts.flatMap { counts in other.valueCounts.flatMap(counts.merging) })
    }

    /// The standard deviation of two samples together.
    ///
    /// Source: Chan, Golub, LeVeque, "Algorithms for computing the sample variance", Am. Statistician 37(3), 1983,
    /// doi 10.1080/00031305.1983.10483115; in units of the largest of its terms, so that no square overflows.
    private static func deviation(
        _ first: (profile: ReferenceProfile, share: Double), _ second: (profile: ReferenceProfile, share: Double)
    ) -> Double {
        let halfGap = first.profile.mean / 2 - second.profile.mean / 2
        let (a, b) = (first.profile.standardDeviation / 2, second.profile.standardDeviation / 2)
        let unit = max(abs(halfGap), a, b)
        guard unit > 0 else { return 0 }
        let (gap, left, right) = (halfGap / unit, a / unit, b / unit)
        let variance =
            left * left * first.share + right * right * second.share + gap * gap * (first.share * second.share)
        return (unit * variance.squareRoot() * 2).saturated
    }
}
