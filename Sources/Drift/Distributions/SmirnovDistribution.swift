/// The exact distribution of the two-sample Kolmogorov–Smirnov statistic.
///
/// Two samples of one continuous distribution make every order of their values equally probable: a walk on the lattice
/// from (0, 0) to (n, m). The p-value is the share of the walks that touch the line at the given distance.
package enum SmirnovDistribution {
    /// The probability of a distance at least as large.
    ///
    /// - Parameters:
    ///   - counts: the sizes n and m of the samples, ≥ 1.
    ///   - distance: the distance times n·m, 0 ... n·m.
    /// - Returns: 0 ... 1, with a relative error below 1e-11; 0 when it is below 1e-308.
    package static func upperTail(counts: (Int, Int), distance: Int) -> Double {
        guard distance > 0 else { return 1 }
        let (small, large) = (min(counts.0, counts.1), max(counts.0, counts.1))
        let tail = small == large ? equalCounts(small, distance / small) : walks(small, large, distance)
        return min(max(tail, 0), 1)
    }

    /// The closed form for n = m by reflection of the walk, nested so that nothing cancels.
    ///
    /// Source: Gnedenko, Korolyuk, "On the maximum discrepancy between two empirical distributions", Dokl. Akad. Nauk
    /// SSSR 80, 1951.
    private static func equalCounts(_ count: Int, _ steps: Int) -> Double {
        var tail = 0.0
        for reflection in stride(from: count / steps, through: 0, by: -1) {
            let shift = reflection * steps
            var ratio = 1.0
            for step in 0..<steps {
                ratio = Double(count - shift - step) * ratio / Double(count + shift + step + 1)
            }
            tail = ratio * (1 - tail)
        }
        return 2 * tail
    }

    /// The recursion over the lattice on the probability of having touched the line, given that the walk is at (x, y).
    ///
    /// That walk came from (x − 1, y) with probability x / (x + y), else from (x, y − 1): only positive numbers are
    /// added, none over- or underflows on the way, and all cells of a diagonal x + y follow from the diagonal before.
    /// Source: Viehmann, "Numerically more stable computation of the p-values for the two-sample Kolmogorov–Smirnov
    /// test", 2021, arXiv 2102.08037.
    private static func walks(_ small: Int, _ large: Int, _ distance: Int) -> Double {
        let total = small + large
        // Cells are y = 0 ... small, one place to the right; the places around them belong to walks that have touched.
        let width = small + 2 + lanes
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * width) { cells in
            cells.initialize(repeating: 1)
            var (before, after) = (0, width)
            cells[before + 1] = 0
            for diagonal in 1...total {
                // Inside: |y·large − x·small| < distance with x = diagonal − y.
                let middle = diagonal * small
                let first = max(floorDivision(middle - distance, total) + 1, diagonal - large, 0)
                let last = min(floorDivision(middle + distance - 1, total), small, diagonal)
                guard first <= last else { return 1 }
                step(cells, from: before, to: after, rows: first...last, diagonal: diagonal)
                cells[after + first] = 1
                for beyond in 0..<lanes where last + 2 + beyond < width { cells[after + last + 2 + beyond] = 1 }
                swap(&before, &after)
            }
            return cells[before + small + 1]
        }
    }

    private static let lanes = 4

    @inline(__always)
    private static func step(
        _ cells: UnsafeMutableBufferPointer<Double>, from before: Int, to after: Int, rows: ClosedRange<Int>,
        diagonal: Int
    ) {
        let share = 1 / Double(diagonal)
        let bytes = UnsafeMutableRawBufferPointer(cells)
        // Whole numbers, so that their rounding does not add up.
        var places = SIMD4<Double>(0, 1, 2, 3) + Double(rows.lowerBound)
        for row in stride(from: rows.lowerBound, through: rows.upperBound, by: lanes) {
            let same = bytes.loadUnaligned(fromByteOffset: (before + row + 1) * 8, as: SIMD4<Double>.self)
            let lower = bytes.loadUnaligned(fromByteOffset: (before + row) * 8, as: SIMD4<Double>.self)
            let next = (same * (Double(diagonal) - places) + lower * places) * share
            bytes.storeBytes(of: next, toByteOffset: (after + row + 1) * 8, as: SIMD4<Double>.self)
            places += Double(lanes)
        }
    }

    private static func floorDivision(_ dividend: Int, _ divisor: Int) -> Int {
        dividend >= 0 ? dividend / divisor : -((-dividend + divisor - 1) / divisor)
    }
}
