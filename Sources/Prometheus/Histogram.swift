/// One distribution: observations counted in buckets, with their sum. Any thread may write.
public final class Histogram: Sendable {
    /// Upper bounds of the buckets, ascending, without `+Inf`.
    let bounds: [Double]
    private let shards: [HistogramShard]

    init(bounds: [Double]) {
        self.bounds = bounds
        shards = (0..<ThreadShard.count).map { _ in HistogramShard(bucketCount: bounds.count + 1) }
    }

    /// Counts `value`, in the exported unit, in the first bucket whose bound is not below it.
    ///
    /// NaN is ignored: it has no bucket, and one would make the sum NaN for good.
    public func observe(_ value: Double) {
        guard !value.isNaN else { return }
        var bucket = 0
        while bucket < bounds.count, value > bounds[bucket] { bucket += 1 }
        shards[ThreadShard.current].record(value, bucket: bucket)
    }

    /// Complete observations only: no bucket is counted without its value in the sum.
    var snapshot: HistogramSnapshot {
        var total = HistogramSnapshot(bucketCount: bounds.count + 1)
        for shard in shards { shard.merge(into: &total) }
        return total
    }
}
