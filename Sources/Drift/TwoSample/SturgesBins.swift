import RealModule

/// Bins of equal width, in the number that Sturges recommends, with the edges and counts of NumPy.
///
/// Source: Sturges, "The choice of a class interval", J. Am. Stat. Assoc. 21(153), 1926,
/// doi 10.1080/01621459.1926.10502161; equals `numpy.histogram_bin_edges(…, bins="sturges")` and `numpy.histogram`.
enum SturgesBins {
    /// The edges over the range of both samples.
    ///
    /// - Parameters:
    ///   - reference: one sample.
    ///   - current: the other one.
    ///   - count: how many values the number of bins is chosen for, ≥ 1.
    /// - Returns: `[b + 1]` edges, ascending; half a unit around the value when there is only one.
    static func edges(
        of reference: some EmpiricalDistribution, _ current: some EmpiricalDistribution, count: Int
    ) -> [Double] {
        let lowest = min(reference.lowest, current.lowest)
        let highest = max(reference.highest, current.highest)
        guard lowest < highest else { return self.edges(from: lowest, to: highest, bins: 1) }
        // Quarters of very large values, so that the range does not overflow.
        let scale = max(abs(lowest), abs(highest)) > 0x1p1000 ? 0.25 : 1
        let range = highest * scale - lowest * scale
        // Divided twice, as NumPy does: rounding can make one bin more.
        let width = range / (.log2(Double(count)) + 1)
        let bins = width > 0 ? Int((range / width).rounded(.up)) : 1
        return self.edges(from: lowest, to: highest, bins: bins)
    }

    /// Edges of bins of equal width, as `numpy.linspace` gives them.
    ///
    /// - Parameters:
    ///   - lowest: the first edge.
    ///   - highest: the last edge, ≥ `lowest`.
    ///   - bins: how many bins, ≥ 1.
    /// - Returns: `[bins + 1]` edges, ascending; half a unit around the value when both edges are equal.
    static func edges(from lowest: Double, to highest: Double, bins: Int) -> [Double] {
        guard lowest < highest else {
            return (0...bins).map { lowest - 0.5 + Double($0) / Double(bins) }
        }
        // Quarters of very large values, so that the range does not overflow.
        let scale = max(abs(lowest), abs(highest)) > 0x1p1000 ? 0.25 : 1
        let (first, range) = (lowest * scale, highest * scale - lowest * scale)
        let step = range / Double(bins)
        var edges = (0...bins).map { place in
            // A step can vanish among the smallest numbers.
            let offset = step == 0 ? Double(place) / Double(bins) * range : Double(place) * step
            return (offset + first) / scale
        }
        edges[bins] = highest
        return edges
    }

    /// The share of a sample in each bin; bins are half-open, the last one closed.
    static func shares(of sample: some EmpiricalDistribution, edges: [Double]) -> [Double] {
        let total = Double(sample.count)
        var below = 0
        return (1..<edges.count).map { place in
            let isLast = place == edges.count - 1
            let through = sample.count(below: edges[place], inclusive: isLast)
            defer { below = through }
            return Double(through - below) / total
        }
    }
}
