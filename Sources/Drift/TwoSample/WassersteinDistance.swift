/// The first Wasserstein distance: the area between two empirical distribution functions.
///
/// It is summed along the other axis, as the mean difference between values of the same rank: that takes no comparison
/// of values. A value of a small sample stands for the ranks of many values of a large one.
/// Source: Ramdas, García Trillos, Cuturi, "On Wasserstein two-sample testing and related families of nonparametric
/// tests", Entropy 19(2), 2017, doi 10.3390/e19020047; equals `scipy.stats.wasserstein_distance`.
enum WassersteinDistance {
    /// The least divisor of the normed distance, in the feature's unit, as in Evidently.
    static let leastScale = 0.001

    /// The distance between two samples.
    ///
    /// - Parameters:
    ///   - reference: `[n]`, n ≥ 1.
    ///   - current: `[m]`, m ≥ 1.
    /// - Returns: ≥ 0, in the feature's unit; the greatest finite number when it is larger.
    /// - Complexity: O(n + m).
    static func between(_ reference: Sample, _ current: Sample) -> Double {
        let scale = min(reference.safeScale, current.safeScale)
        return (area(reference, current, scale: scale) / scale).saturated
    }

    /// The distance in units of the reference's standard deviation, which Evidently calls `wasserstein`.
    ///
    /// - Parameters:
    ///   - reference: `[n]`, n ≥ 1; a standard deviation below ``leastScale`` counts as ``leastScale``.
    ///   - current: `[m]`, m ≥ 1.
    /// - Returns: ≥ 0, without unit; the greatest finite number when it is larger.
    static func normed(_ reference: Sample, _ current: Sample) -> Double {
        let scale = min(reference.safeScale, current.safeScale)
        let divisor = max(reference.standardDeviation, leastScale)
        return (area(reference, current, scale: scale) / divisor / scale).saturated
    }

    private static func area(_ reference: Sample, _ current: Sample, scale: Double) -> Double {
        let isReferenceLarger = reference.count > current.count
        let (larger, smaller) = isReferenceLarger ? (reference, current) : (current, reference)
        let (n, m) = (larger.count, smaller.count)
        let (whole, rest) = n.quotientAndRemainder(dividingBy: m)
        return larger.sorted.withUnsafeBufferPointer { larger in
            var area = 0.0
            // Ranks are counted in units of 1 / (n·m): a value of the larger sample has m of them, one of the smaller n.
            // `first` is the larger sample's value at the next rank, of which `used` units are taken.
            var (first, used) = (0, 0)
            for value in smaller.sorted {
                let level = value * scale
                var (next, nextUsed) = (first + whole, used + rest)
                if nextUsed >= m { (next, nextUsed) = (next + 1, nextUsed - m) }
                let last = nextUsed == 0 ? next - 1 : next
                if first == last {
                    area += Double(n) * abs(larger[first] * scale - level)
                } else {
                    area += Double(m - used) * abs(larger[first] * scale - level)
                    area += Double(nextUsed == 0 ? m : nextUsed) * abs(larger[last] * scale - level)
                    area += Double(m) * sum(larger, first + 1..<last, from: level, scale: scale)
                }
                (first, used) = (next, nextUsed)
            }
            return area / (Double(n) * Double(m))
        }
    }

    /// Σ |value − level| over a range of values.
    @inline(__always)
    private static func sum(
        _ values: UnsafeBufferPointer<Double>, _ range: Range<Int>, from level: Double, scale: Double
    ) -> Double {
        var place = range.lowerBound
        var sums = SIMD4<Double>(repeating: 0)
        let bytes = UnsafeRawBufferPointer(values)
        while place + 4 <= range.upperBound {
            let difference = bytes.loadUnaligned(fromByteOffset: place * 8, as: SIMD4<Double>.self) * scale - level
            sums += difference.replacing(with: -difference, where: difference .< 0)
            place += 4
        }
        var sum = sums.sum()
        while place < range.upperBound {
            sum += abs(values[place] * scale - level)
            place += 1
        }
        return sum
    }
}
