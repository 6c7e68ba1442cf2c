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
        // A hash table of open addresses, a quarter full: the standard library's set mixes its keys against attackers,
        // which takes longer than all the rest.
        let bits = Int.bitWidth - (4 * count).leadingZeroBitCount
        var drawn = [Int](repeating: -1, count: 1 << bits)
        func insert(_ number: Int) -> Bool {
            var slot = Int(truncatingIfNeeded: (UInt64(number) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
            while drawn[slot] >= 0 {
                guard drawn[slot] != number else { return false }
                slot = (slot + 1) & (drawn.count - 1)
            }
            drawn[slot] = number
            return true
        }
        var sample: [Int] = []
        sample.reserveCapacity(count)
        for last in population - count..<population {
            let pick = uniform(below: last + 1)
            if insert(pick) {
                sample.append(pick)
            } else {
                _ = insert(last)
                sample.append(last)
            }
        }
        return sample
    }
}
