/// Percentiles of a sample.
package enum Percentile {
    /// The percentile with linear interpolation between the two nearest order statistics.
    ///
    /// Equals `numpy.percentile` with its default method to the last bit: same operations in the same order.
    ///
    /// - Parameters:
    ///   - percent: 0 ... 100.
    ///   - sample: at least one value, without NaN; in any order.
    /// - Returns: a value between the smallest and the largest of the sample.
    package static func linear(_ percent: Double, of sample: [Double]) -> Double {
        precondition(!sample.isEmpty && (0...100).contains(percent), "a percentile needs a value and 0 ... 100")
        let place = Double(sample.count - 1) * (percent / 100)
        let rank = Int(place)
        let weight = place - Double(rank)
        var values = sample
        let (lower, upper) = values.withUnsafeMutableBufferPointer { values in
            Selection.place(rank, of: values)
            return (values[rank], values[min(rank + 1, values.count - 1)...].min() ?? values[rank])
        }
        let step = upper - lower
        // From the nearer end, so that weight 1 gives the upper value exactly.
        return weight < 0.5 ? lower + step * weight : upper - step * (1 - weight)
    }
}
