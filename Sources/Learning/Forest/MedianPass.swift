import Features

/// One pass over a block of columns that keeps the few values among which each column's median is expected, and counts
/// the others.
///
/// Where to expect it is told by a sample of the rows. Should the median lie elsewhere, the counts show it.
struct MedianPass: ~Copyable {
    private typealias Lanes = SIMD16<Float>
    private typealias Counts = SIMD16<Int32>

    /// Rows sampled; with fewer than four times as many rows all values are kept.
    private static let sampleSize = 4096

    private let height: Int
    /// Values kept, column after column, with room for all.
    private let kept: UnsafeMutablePointer<Float>
    private var keptCounts = [Int](repeating: 0, count: ColumnMedian.columnsTogether)
    /// Finite values below those kept.
    private var below = Counts()
    private var notFinite = Counts()

    /// Does the pass.
    /// - Parameters:
    ///   - rows: fewer than 2^31.
    ///   - firstColumn: where the block begins.
    ///   - width: columns of the block, at most ``ColumnMedian/columnsTogether``.
    init(rows: FeatureMatrix, firstColumn: Int, width: Int) {
        height = rows.rowCount
        kept = .allocate(capacity: max(1, height * width))
        let (least, greatest) = Self.bounds(rows: rows, firstColumn: firstColumn, width: width)
        rows.values.withUnsafeBufferPointer { values in
            for row in 0..<height {
                let start = row &* rows.featureCount &+ firstColumn
                take(Self.lanes(of: values, at: start, width: width), from: least, to: greatest, width: width)
            }
        }
    }

    deinit {
        kept.deallocate()
    }

    /// How many finite values a column has.
    func finiteCount(ofColumn column: Int) -> Int {
        height - Int(notFinite[column])
    }

    /// The mean of a column's values of one rank or of two ranks side by side, nil if they were not kept.
    mutating func mean(ofRanks ranks: ClosedRange<Int>, column: Int) -> Float? {
        let skipped = Int(below[column])
        guard ranks.lowerBound >= skipped, ranks.upperBound < skipped + keptCounts[column] else { return nil }
        let values = UnsafeMutableBufferPointer(start: kept + column * height, count: keptCounts[column])
        return ColumnMedian.mean(ofRanks: ranks.lowerBound - skipped...ranks.upperBound - skipped, in: values)
    }

    @inline(__always)
    private mutating func take(_ values: Lanes, from least: Lanes, to greatest: Lanes, width: Int) {
        let isBelow = values .< least
        let isKept = (values .>= least) .& (values .<= greatest)
        below &-= unsafeBitCast(isBelow, to: Counts.self)
        let isFinite = (values .>= -.greatestFiniteMagnitude) .& (values .<= .greatestFiniteMagnitude)
        if Self.any(.!isFinite) {
            notFinite &-= unsafeBitCast(.!isFinite, to: Counts.self)
            below &+= unsafeBitCast(isBelow .& .!isFinite, to: Counts.self)
        }
        guard Self.any(isKept) else { return }
        let increments = Counts() &- unsafeBitCast(isKept, to: Counts.self)
        keptCounts.withUnsafeMutableBufferPointer { counts in
            for lane in 0..<width {
                // Written in any case, which is faster than a branch, and overwritten unless it counts.
                (kept + lane &* height + counts[lane]).initialize(to: values[lane])
                counts[lane] &+= Int(increments[lane])
            }
        }
    }

    /// Where each column's median is expected.
    private static func bounds(rows: FeatureMatrix, firstColumn: Int, width: Int) -> (least: Lanes, greatest: Lanes) {
        var least = Lanes(repeating: -.greatestFiniteMagnitude)
        var greatest = Lanes(repeating: .greatestFiniteMagnitude)
        guard rows.rowCount >= 4 * sampleSize else { return (least, greatest) }
        var generator = Xoshiro256(seed: 0, stream: UInt64(firstColumn))
        let sample = (0..<sampleSize).map { _ in generator.uniform(below: rows.rowCount) }
        for column in 0..<width {
            var values = sample.map { rows[$0, firstColumn + column] }.filter(\.isFinite)
            guard values.count >= sampleSize / 4 else { continue }
            // The rank of the median among n values drawn spreads by √n / 2; three times that is missed rarely.
            let margin = Int(1.5 * Double(values.count).squareRoot())
            values.withUnsafeMutableBufferPointer { values in
                let middle = values.count / 2
                Selection.place(middle - margin, of: values)
                least[column] = values[middle - margin]
                Selection.place(middle + margin, of: values)
                greatest[column] = values[middle + margin]
            }
        }
        return (least, greatest)
    }

    /// The values of a row; beyond the width anything.
    @inline(__always)
    private static func lanes(of values: UnsafeBufferPointer<Float>, at start: Int, width: Int) -> Lanes {
        if start &+ Lanes.scalarCount <= values.count {
            return UnsafeRawPointer(values.baseAddress.unsafelyUnwrapped + start).loadUnaligned(as: Lanes.self)
        }
        var lanes = Lanes()
        for lane in 0..<width { lanes[lane] = values[start &+ lane] }
        return lanes
    }

    /// Whether a mask is set anywhere.
    @inline(__always)
    private static func any(_ mask: SIMDMask<Counts>) -> Bool {
        let bits = unsafeBitCast(mask, to: SIMD8<UInt64>.self)
        let four = bits.lowHalf | bits.highHalf
        let two = four.lowHalf | four.highHalf
        return two.x | two.y != 0
    }
}
