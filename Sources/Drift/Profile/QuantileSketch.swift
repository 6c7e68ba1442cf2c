/// The distribution of any number of values in a bounded number of them, with an error that it states itself.
///
/// Values are kept in levels; one in level h stands for 2^h values. When a level holds too many, every other one of it
/// moves up. Which ones is decided in turn, not by chance, so that the same values give the same sketch. Each such step
/// moves the rank of any value by at most 2^h, and the sum of these is ``rankError``: a bound, not an estimate.
///
/// Sources: Manku, Rajagopalan, Lindsay, "Approximate medians and other quantiles in one pass and with limited memory",
/// SIGMOD 1998, doi 10.1145/276304.276342; Karnin, Lang, Liberty, "Optimal quantile approximation in streams", FOCS 2016,
/// doi 10.1109/FOCS.2016.17.
public struct QuantileSketch: Sendable, Equatable {
    /// How many values a level holds unless said otherwise.
    public static let defaultCapacity = 512
    /// More levels than this are never made: they would stand for 2⁴⁰ values each.
    static let mostLevels = 40

    /// How many values a level holds at most.
    public let capacity: Int
    /// The kept values of each level, ascending; one of level h stands for 2^h values.
    public private(set) var levels: [[Double]]
    /// By how many values the rank of any value may be wrong at most; 0 when all values are kept.
    public private(set) var rankError: Int
    /// For each level whether the next step keeps the values at odd places.
    private(set) var keepsOdd: [Bool]

    /// The sketch of a sample, all values of which are seen at once.
    ///
    /// Blocks of 2^h neighbours are represented by their middle, so that a rank is wrong by half a block at most:
    /// less than n / ``capacity``.
    ///
    /// - Parameters:
    ///   - sample: `[n]`, n ≥ 0.
    ///   - capacity: how many values to keep at most, but for some of the last incomplete block; less than 2 counts as 2.
    public init(_ sample: Sample, capacity: Int = Self.defaultCapacity) {
        let capacity = max(capacity, 2)
        var top = 0
        while sample.count >> top > capacity { top += 1 }
        var levels = [[Double]](repeating: [], count: top + 1)
        var start = 0
        for level in stride(from: top, through: 0, by: -1) {
            let size = 1 << level
            while sample.count - start >= size {
                levels[level].append(sample.sorted[start + size / 2])
                start += size
            }
        }
        self.capacity = capacity
        self.levels = levels
        rankError = top == 0 ? 0 : 1 << (top - 1)
        keepsOdd = levels.map { _ in false }
    }

    /// A sketch of parts whose consistency is known.
    init(capacity: Int, levels: [[Double]], rankError: Int, keepsOdd: [Bool]) {
        self.capacity = capacity
        self.levels = levels
        self.rankError = rankError
        self.keepsOdd = keepsOdd
    }

    /// How many values the sketch stands for.
    public var count: Int {
        levels.enumerated().reduce(0) { $0 + $1.element.count << $1.offset }
    }

    /// Adds the values of another sketch. The bounds add up, and the order of the two does not matter.
    ///
    /// - Parameter other: a sketch of any capacity; this one's is kept when it is the smaller.
    public mutating func merge(_ other: QuantileSketch) {
        let capacity = min(capacity, other.capacity)
        var levels = levels
        var keepsOdd = keepsOdd
        for (level, values) in other.levels.enumerated() {
            if level == levels.count {
                levels.append(values)
                keepsOdd.append(other.keepsOdd[level])
            } else {
                levels[level] = Self.merged(levels[level], values)
                keepsOdd[level] = keepsOdd[level] != other.keepsOdd[level]
            }
        }
        self = QuantileSketch(
            capacity: capacity, levels: levels, rankError: rankError + other.rankError, keepsOdd: keepsOdd)
        compact()
    }

    private mutating func compact() {
        var level = 0
        while level < levels.count, level < Self.mostLevels - 1 {
            while levels[level].count > capacity { moveUp(from: level) }
            level += 1
        }
        // No rank is wrong by more than all values.
        rankError = min(rankError, count)
    }

    private mutating func moveUp(from level: Int) {
        if level + 1 == levels.count {
            levels.append([])
            keepsOdd.append(false)
        }
        let values = levels[level]
        let even = values.count & ~1
        let first = keepsOdd[level] ? 1 : 0
        let kept = stride(from: first, to: even, by: 2).map { values[$0] }
        levels[level] = Array(values[even...])
        levels[level + 1] = Self.merged(levels[level + 1], kept)
        keepsOdd[level].toggle()
        rankError += 1 << level
    }

    /// Two ascending arrays as one.
    private static func merged(_ first: [Double], _ second: [Double]) -> [Double] {
        if first.isEmpty { return second }
        var result: [Double] = []
        result.reserveCapacity(first.count + second.count)
        var (ours, theirs) = (0, 0)
        while ours < first.count || theirs < second.count {
            if theirs == second.count || (ours < first.count && first[ours] <= second[theirs]) {
                result.append(first[ours])
                ours += 1
            } else {
                result.append(second[theirs])
                theirs += 1
            }
        }
        return result
    }
}
