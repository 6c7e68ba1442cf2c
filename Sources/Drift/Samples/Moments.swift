/// Mean and standard deviation that neither overflow nor vanish, whatever the size of the values.
enum Moments {
    /// The moments of `[n]` ascending finite values that are not all equal, with divisor n.
    static func ofSpread(_ sorted: [Double]) -> (mean: Double, standardDeviation: Double) {
        let (lowest, highest) = (sorted[0], sorted[sorted.count - 1])
        let count = Double(sorted.count)
        let sumScale = max(abs(lowest), abs(highest)) > 0x1p980 ? 0x1p-60 : 1
        let mean = sum(of: sorted) { $0 * sumScale } / count / sumScale

        let halfRange = highest / 2 - lowest / 2
        let scale = halfRange > 0x1p480 ? 0x1p-600 : halfRange < 0x1p-480 ? 0x1p540 : 1
        let center = mean * scale
        let squares = sum(of: sorted) {
            let deviation = $0 * scale - center
            return deviation * deviation
        }
        let deviation = (squares / count).squareRoot() / scale
        return (min(max(mean, lowest), highest), min(deviation, .greatestFiniteMagnitude))
    }

    /// The sum over `values` of `term`, in eight running sums, so that rounding grows with a part of the values only.
    @inline(__always)
    private static func sum(
        of values: [Double], term: (SIMD8<Double>) -> SIMD8<Double>
    ) -> Double {
        values.withUnsafeBufferPointer { values in
            var sums = SIMD8<Double>(repeating: 0)
            let whole = values.count & ~7
            let bytes = UnsafeRawBufferPointer(values)
            for place in stride(from: 0, to: whole, by: 8) {
                sums += term(bytes.loadUnaligned(fromByteOffset: place * 8, as: SIMD8<Double>.self))
            }
            var total = sums.sum()
            for place in whole..<values.count {
                total += term(SIMD8<Double>(repeating: values[place]))[0]
            }
            return total
        }
    }
}
