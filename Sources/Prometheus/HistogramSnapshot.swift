/// Counts and sum of a histogram at one moment.
struct HistogramSnapshot: Sendable {
    /// Observations of each bucket alone, the last one that of `+Inf`.
    var counts: [UInt64]
    /// The sum of all observations.
    var sum = 0.0

    init(bucketCount: Int) {
        counts = Array(repeating: 0, count: bucketCount)
    }
}
