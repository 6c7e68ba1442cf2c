/// How the values of two samples are spread over common bins, as shares of each sample.
struct BinShares: Sendable {
    /// `[b]` shares of the reference, 0 ... 1.
    private(set) var reference: [Double]
    /// `[b]` shares of the current sample, 0 ... 1.
    private(set) var current: [Double]

    /// With more different values in the reference than this, Evidently bins by width.
    static let mostDistinctValues = 20

    /// Evidently's bins of two numeric samples.
    ///
    /// One bin for each different value of either sample, or Sturges' equal widths over both samples together when the
    /// reference has more than ``mostDistinctValues`` different values; as `get_binned_data` of Evidently 0.7.23.
    ///
    /// - Parameters:
    ///   - reference: one sample.
    ///   - current: the other one.
    ///   - distinctCount: how many different values the reference has.
    ///   - counts: how often each value appears, called for only when there is a bin for each value.
    init(
        _ reference: some EmpiricalDistribution, _ current: some EmpiricalDistribution, distinctCount: Int,
        counts: () -> CategoryCounts
    ) {
        if distinctCount > Self.mostDistinctValues {
            self.init(reference, current, sturgesCount: reference.count + current.count)
        } else {
            self.init(counts())
        }
    }

    /// Bins of equal width over both samples, as many as Sturges recommends for `sturgesCount` values.
    ///
    /// Evidently's `hellinger` takes the number of different values in both samples for it.
    init(_ reference: some EmpiricalDistribution, _ current: some EmpiricalDistribution, sturgesCount: Int) {
        let edges = SturgesBins.edges(of: reference, current, count: sturgesCount)
        self.init(
            reference: SturgesBins.shares(of: reference, edges: edges),
            current: SturgesBins.shares(of: current, edges: edges))
    }

    /// One bin for each category.
    /// - Parameter counts: at least one in each sample.
    init(_ counts: CategoryCounts) {
        reference = Self.shares(counts.reference)
        current = Self.shares(counts.current)
    }

    private init(reference: [Double], current: [Double]) {
        self.reference = reference
        self.current = current
    }

    /// The shares with those of empty bins replaced, each side alone and without renormalising.
    ///
    /// By 0.0001, or by a millionth of the smallest other share when that is no greater.
    var filled: BinShares {
        BinShares(reference: Self.filled(reference), current: Self.filled(current))
    }

    private static func shares(_ counts: [Int]) -> [Double] {
        let total = Double(counts.reduce(0, +))
        return counts.map { Double($0) / total }
    }

    private static func filled(_ shares: [Double]) -> [Double] {
        let smallest = shares.lazy.filter { $0 > 0 }.min() ?? 0
        let filling = smallest <= 0.0001 ? smallest / 1_000_000 : 0.0001
        return shares.map { $0 == 0 ? filling : $0 }
    }
}
