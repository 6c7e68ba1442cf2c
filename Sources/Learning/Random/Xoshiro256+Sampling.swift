extension Xoshiro256 {
    /// A number in [0, 1), one of 2⁵³ equally likely and equally spaced ones.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A whole number, each of 0 ..< `bound` equally likely, without bias.
    ///
    /// Source: Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019, doi 10.1145/3230636.
    ///
    /// - Parameter bound: ≥ 1.
    /// - Returns: a number in 0 ..< `bound`.
    public mutating func uniform(below bound: Int) -> Int {
        precondition(bound >= 1, "there is no number to draw")
        let width = UInt64(bound)
        var product = next().multipliedFullWidth(by: width)
        if product.low < width {
            let rejected = (0 &- width) % width
            while product.low < rejected {
                product = next().multipliedFullWidth(by: width)
            }
        }
        return Int(product.high)
    }

    /// Distinct numbers of 0 ..< `population`, every set of that size equally likely; their order is not random.
    ///
    /// Robert Floyd's method: time and memory grow with the sample, not with the population.
    /// Source: Bentley, Floyd, "A sample of brilliance", CACM 30(9), 1987, doi 10.1145/30401.315746.
    ///
    /// - Parameters:
    ///   - count: how many, 0 ... `population`.
    ///   - population: how many there are to draw from.
    /// - Returns: `[count]` distinct numbers.
    public mutating func sample(_ count: Int, of population: Int) -> [Int] {
        precondition(count >= 0 && count <= population, "the sample is larger than the population")
        var drawn = Set<Int>(minimumCapacity: count)
        var sample: [Int] = []
        sample.reserveCapacity(count)
        for last in population - count..<population {
            let pick = uniform(below: last + 1)
            let taken = drawn.insert(pick).inserted ? pick : last
            if taken == last { drawn.insert(last) }
            sample.append(taken)
        }
        return sample
    }
}
