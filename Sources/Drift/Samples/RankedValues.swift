/// Different values with how many values lie at or below each: a sample in steps of any height.
struct RankedValues: Sendable, EmpiricalDistribution {
    /// `[k]` different values, ascending, k ≥ 1.
    let values: [Double]
    /// `[k]` how many values are no greater, ascending.
    let through: [Int]
    let lowest: Double
    let highest: Double

    /// So many values at most, so that products of two counts do not overflow; larger counts are scaled down.
    private static let mostValues = 1 << 30

    /// The steps of weighted values.
    ///
    /// - Parameters:
    ///   - points: values, ascending, and how many values each stands for, ≥ 1; at least one.
    ///   - range: the least and the greatest value, which need not be among them.
    init(_ points: [(value: Double, weight: Int)], range: ClosedRange<Double>) {
        let total = points.reduce(0) { $0 + $1.weight }
        var shift = 0
        while total >> shift > Self.mostValues { shift += 1 }
        var (values, through, sum) = ([Double](), [Int](), 0)
        for (value, weight) in points {
            sum += weight
            if values.last == value {
                through[through.count - 1] = sum >> shift
            } else {
                values.append(value)
                through.append(sum >> shift)
            }
        }
        self.values = values
        self.through = through
        lowest = range.lowerBound
        highest = range.upperBound
    }

    /// How many values there are.
    var count: Int { through[through.count - 1] }

    func count(below bound: Double, inclusive: Bool) -> Int {
        let place = SortedValues.places(in: values, below: bound, inclusive: inclusive)
        return place == 0 ? 0 : through[place - 1]
    }
}
