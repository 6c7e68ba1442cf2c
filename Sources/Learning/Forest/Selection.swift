/// Finds values by their rank without sorting all.
enum Selection {
    /// Puts the value of a rank into its place: none before is greater, none behind is less.
    ///
    /// Source: Hoare, "Algorithm 65: Find", CACM 4(7), 1961, doi 10.1145/366622.366647.
    ///
    /// - Parameters:
    ///   - rank: 0 ..< the count.
    ///   - values: in any order, without NaN.
    /// - Complexity: O(n) on average, O(n log n) at worst.
    static func place<Value: Comparable>(_ rank: Int, of values: UnsafeMutableBufferPointer<Value>) {
        var (low, high) = (0, values.count - 1)
        // Halving would take one round a bit; an order that resists three times as many is sorted instead.
        var rounds = 3 * (Int.bitWidth - values.count.leadingZeroBitCount)
        while low < high {
            guard rounds > 0 else {
                var rest = UnsafeMutableBufferPointer(rebasing: values[low...high])
                return rest.sort()
            }
            rounds -= 1
            let pivot = middle(values[low], values[low + (high - low) / 2], values[high])
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while pivot < values[right] { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if rank <= right {
                high = right
            } else if rank >= left {
                low = left
            } else {
                return
            }
        }
    }

    private static func middle<Value: Comparable>(_ one: Value, _ two: Value, _ three: Value) -> Value {
        max(min(one, two), min(max(one, two), three))
    }
}
