/// The finite values of one feature in one window, sorted once, with the moments that tests share.
///
/// Sorting is the costly part of every test, so a reference is made into a sample once and kept.
public struct Sample: Sendable, Equatable {
    /// `[n]` finite values, ascending, in the feature's own unit; no negative zero.
    public let sorted: [Double]
    /// How many values were NaN or infinite and left out, as Evidently leaves them out.
    public let nonFiniteCount: Int
    /// How many different values there are, 0 ... n.
    public let distinctCount: Int
    /// The arithmetic mean; 0 of an empty sample.
    public let mean: Double
    /// The standard deviation with divisor n, ≥ 0; 0 of an empty sample.
    public let standardDeviation: Double

    /// A sample of the finite ones of `values`.
    ///
    /// - Parameter values: in any order and of any size, none is refused.
    /// - Complexity: O(n).
    public init(_ values: [Double]) {
        self.init(SortedValues.finite(of: values), outOf: values.count)
    }

    /// A sample of the finite ones of `values`, as models see them.
    ///
    /// - Parameter values: in any order and of any size, none is refused.
    /// - Complexity: O(n).
    public init(_ values: [Float]) {
        self.init(values.map(Double.init))
    }

    private init(_ sorted: [Double], outOf given: Int) {
        self.sorted = sorted
        nonFiniteCount = given - sorted.count
        distinctCount = SortedValues.distinctCount(of: sorted)
        guard distinctCount > 1 else {
            // Rounding in a sum of equal values must not look like spread.
            mean = sorted.first ?? 0
            standardDeviation = 0
            return
        }
        (mean, standardDeviation) = Moments.ofSpread(sorted)
    }

    /// How many finite values there are.
    public var count: Int { sorted.count }
    /// Whether there is no finite value.
    public var isEmpty: Bool { sorted.isEmpty }
    /// Whether all values are equal; false of an empty sample.
    public var isConstant: Bool { distinctCount == 1 }

    /// A power of two by which values are multiplied before they are subtracted, so that no difference overflows.
    var safeScale: Double {
        max(abs(sorted.first ?? 0), abs(sorted.last ?? 0)) > 0x1p1000 ? 0x1p-100 : 1
    }
}
