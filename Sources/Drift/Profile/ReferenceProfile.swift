/// What is kept of a feature's sample: enough to compare distributions with, and small enough to travel with a model.
///
/// Profiles of parts, such as those of several servers, add up to the profile of the whole within the stated error.
public struct ReferenceProfile: Sendable, Equatable {
    /// How many finite values there are.
    public let count: Int
    /// How many values were NaN or infinite and left out.
    public let nonFiniteCount: Int
    /// The least and the greatest value; nil of an empty profile.
    public let range: ClosedRange<Double>?
    /// The arithmetic mean; 0 of an empty profile.
    public let mean: Double
    /// The standard deviation with divisor n, ≥ 0; 0 of an empty profile.
    public let standardDeviation: Double
    /// The distribution.
    public let sketch: QuantileSketch
    /// How often each value appears, when there are few different ones; then the distribution is exact.
    public let valueCounts: ValueCounts?

    /// The profile of a sample.
    ///
    /// - Parameters:
    ///   - sample: `[n]`, n ≥ 0.
    ///   - capacity: how many values to keep; all of them with a capacity of at least n.
    public init(_ sample: Sample, capacity: Int = QuantileSketch.defaultCapacity) {
        count = sample.count
        nonFiniteCount = sample.nonFiniteCount
        range = sample.isEmpty ? nil : sample.lowest...sample.highest
        mean = sample.mean
        standardDeviation = sample.standardDeviation
        sketch = QuantileSketch(sample, capacity: capacity)
        valueCounts = ValueCounts(sample)
    }

    /// Parts whose consistency is known.
    init(
        count: Int, nonFiniteCount: Int, range: ClosedRange<Double>?, mean: Double, standardDeviation: Double,
        sketch: QuantileSketch, valueCounts: ValueCounts?
    ) {
        self.count = count
        self.nonFiniteCount = nonFiniteCount
        self.range = range
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.sketch = sketch
        self.valueCounts = valueCounts
    }

    /// Whether there is no finite value.
    public var isEmpty: Bool { count == 0 }

    /// Whether the distribution is that of the sample, without any error.
    public var isExact: Bool { valueCounts != nil || sketch.rankError == 0 }

    /// By how much the share of values up to any bound may be wrong at most, 0 ... 1.
    public var shareError: Double {
        isExact ? 0 : Double(sketch.rankError) / Double(count)
    }

    /// The share of values no greater than `bound`, within ``shareError``, 0 ... 1; 0 of an empty profile.
    public func share(through bound: Double) -> Double {
        guard let ranked, !bound.isNaN else { return 0 }
        return Double(ranked.count(below: bound, inclusive: true)) / Double(ranked.count)
    }

    /// A value with the given share of values at or below it, within ``shareError``.
    ///
    /// - Parameter share: 0 ... 1; what lies outside counts as the nearest of these.
    /// - Returns: a value within ``range``; nil of an empty profile.
    public func quantile(_ share: Double) -> Double? {
        guard let ranked, let range else { return nil }
        guard share > 0 else { return range.lowerBound }
        guard share < 1 else { return range.upperBound }
        let wanted = share * Double(ranked.count)
        let place = ranked.through.firstIndex { Double($0) >= wanted }
        return place.map { ranked.values[$0] } ?? range.upperBound
    }

    /// The shares of values in bins of equal width from the least to the greatest value, each within twice ``shareError``.
    ///
    /// - Parameter binCount: how many bins; less than 1 counts as 1.
    /// - Returns: edges `[bins + 1]` and shares `[bins]`; both empty of an empty profile.
    public func histogram(binCount: Int) -> (edges: [Double], shares: [Double]) {
        guard let ranked else { return ([], []) }
        let edges = SturgesBins.edges(from: ranked.lowest, to: ranked.highest, bins: max(binCount, 1))
        return (edges, SturgesBins.shares(of: ranked, edges: edges))
    }

    /// The distribution in steps; nil of an empty profile.
    var ranked: RankedValues? {
        guard let range else { return nil }
        return RankedValues(valueCounts?.points ?? sketch.points, range: range)
    }
}
