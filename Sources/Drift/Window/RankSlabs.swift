/// A reference cut into as many slabs of equal weight as a window has values.
///
/// The window's value of rank j is compared with slab j alone: the mean of those differences is the Wasserstein distance
/// (``WassersteinDistance``), and a value outside of its slab differs from it by the difference to the slab's mean.
struct RankSlabs: Sendable {
    /// How many slabs there are, ≥ 1.
    let count: Int
    /// `[count]` the mean of each slab.
    private let means: [Double]
    /// `[count]` the least value of each slab, and the place of that value in the reference.
    private let lowest: [Double]
    private let firstPlaces: [Int32]
    /// `[count]` the greatest value of each slab.
    private let highest: [Double]
    private let reference: RankedValues

    /// The slabs of a reference.
    /// - Parameters:
    ///   - reference: in steps.
    ///   - count: how many slabs, ≥ 1.
    /// - Complexity: O(steps + count).
    init(_ reference: RankedValues, count: Int) {
        var (means, lowest, highest) = ([Double](), [Double](), [Double]())
        var firstPlaces: [Int32] = []
        means.reserveCapacity(count)
        lowest.reserveCapacity(count)
        highest.reserveCapacity(count)
        firstPlaces.reserveCapacity(count)
        // Ranks are counted in units of 1 / (n·count): a reference value has `count` of them for each time it appears,
        // a slab n.
        let size = reference.count
        var place = 0
        for slab in 0..<count {
            let (start, end) = (slab * size, (slab + 1) * size)
            while reference.through[place] * count <= start { place += 1 }
            firstPlaces.append(Int32(truncatingIfNeeded: place))
            lowest.append(reference.values[place])
            var (sum, from) = (0.0, start)
            while true {
                let through = min(reference.through[place] * count, end)
                sum += reference.values[place] * Double(through - from)
                from = through
                if from == end { break }
                place += 1
            }
            highest.append(reference.values[place])
            means.append(sum / Double(size))
        }
        self.count = count
        self.means = means
        self.lowest = lowest
        self.highest = highest
        self.firstPlaces = firstPlaces
        self.reference = reference
    }

    /// Compares some ranks of a window with their slabs.
    /// - Parameters:
    ///   - ranks: within `0..<count`.
    ///   - sorted: `[count]` the window's values, ascending.
    ///   - distances: `[count]` gets the mean difference of each of the ranks to its slab, ≥ 0.
    func compare(_ ranks: ClosedRange<Int>, of sorted: [Double], into distances: inout [Double]) {
        means.withUnsafeBufferPointer { means in
            lowest.withUnsafeBufferPointer { lowest in
                highest.withUnsafeBufferPointer { highest in
                    sorted.withUnsafeBufferPointer { sorted in
                        distances.withUnsafeMutableBufferPointer { distances in
                            for rank in ranks {
                                let value = sorted[rank]
                                distances[rank] =
                                    value > lowest[rank] && value < highest[rank]
                                    ? distance(of: value, within: rank) : abs(means[rank] - value)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The mean difference of a slab to a value inside of it.
    private func distance(of value: Double, within slab: Int) -> Double {
        let size = reference.count
        let end = (slab + 1) * size
        var (place, from, sum) = (Int(firstPlaces[slab]), slab * size, 0.0)
        return reference.values.withUnsafeBufferPointer { values in
            reference.through.withUnsafeBufferPointer { ends in
                while from < end {
                    let through = min(ends[place] * count, end)
                    sum += abs(values[place] - value) * Double(through - from)
                    from = through
                    place += 1
                }
                return sum / Double(size)
            }
        }
    }
}
