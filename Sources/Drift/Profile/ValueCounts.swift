/// How often each value of a feature with few different values appears.
public struct ValueCounts: Sendable, Equatable {
    /// Features with more different values are not counted.
    public static let mostValues = 64

    /// `[k]` the different values, ascending.
    public let values: [Double]
    /// `[k]` how often each appears, ≥ 1.
    public let counts: [Int]

    /// The counts of a sample; nil when it has too many different values.
    init?(_ sample: Sample) {
        guard sample.distinctCount <= Self.mostValues else { return nil }
        self.init(points: sample.sorted.map { ($0, 1) })
    }

    /// Values and counts as stored.
    /// - Returns: nil unless the values are ascending, finite and few, and the counts positive and as many.
    init?(values: [Double], counts: [Int]) {
        guard values.count == counts.count, values.count <= Self.mostValues, values.allSatisfy(\.isFinite),
            zip(values, values.dropFirst()).allSatisfy({ $0 < $1 }), counts.allSatisfy({ (1...1 << 53).contains($0) })
        else { return nil }
        self.values = values
        self.counts = counts
    }

    private init?(points: [(Double, Int)]) {
        var (values, counts) = ([Double](), [Int]())
        for (value, count) in points {
            if values.last == value {
                counts[counts.count - 1] += count
            } else {
                values.append(value)
                counts.append(count)
            }
        }
        guard values.count <= Self.mostValues else { return nil }
        self.values = values
        self.counts = counts
    }

    /// Both together; nil when they have too many different values.
    func merging(_ other: ValueCounts) -> ValueCounts? {
        ValueCounts(
            points: (Array(zip(values, counts)) + Array(zip(other.values, other.counts))).sorted { $0.0 < $1.0 })
    }

    /// The values, ascending, with how often each appears.
    var points: [(value: Double, weight: Int)] { zip(values, counts).map { (value: $0, weight: $1) } }
}
