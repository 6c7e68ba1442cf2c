extension Sample: EmpiricalDistribution {
    /// The least value; there must be one.
    var lowest: Double { sorted[0] }
    /// The greatest value; there must be one.
    var highest: Double { sorted[sorted.count - 1] }

    func count(below bound: Double, inclusive: Bool) -> Int {
        SortedValues.places(in: sorted, below: bound, inclusive: inclusive)
    }
}
