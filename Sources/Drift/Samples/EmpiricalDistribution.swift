/// Values that can be counted up to a bound: a sample, or what a profile has kept of one.
protocol EmpiricalDistribution {
    /// How many values there are, ≥ 1.
    var count: Int { get }
    /// The least value.
    var lowest: Double { get }
    /// The greatest value.
    var highest: Double { get }

    /// How many values are less than `bound`, or no more than it when `inclusive`.
    func count(below bound: Double, inclusive: Bool) -> Int
}
