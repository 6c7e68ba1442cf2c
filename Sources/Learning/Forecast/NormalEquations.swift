/// Sums of products from which ridge regressions with one set of inputs and several targets are solved.
///
/// Rows are added in a fixed order, eight at a time, so the sums have the same bits each time.
struct NormalEquations {
    /// Rows that wait until there are as many: each sum is then read and written once for all of them.
    private static let rowsTogether = 8
    private static let lanes = 4

    /// Columns, the constant one included, which stands last.
    let width: Int
    let targetCount: Int
    /// Values from row to row of `gram`, and of the rows that wait: `width` rounded up to whole vectors.
    private let line: Int
    /// Upper triangle of ZᵀZ, row-major.
    private(set) var gram: [Double]
    /// Zᵀy, one row a target.
    private(set) var moments: [Double]
    private(set) var rowCount = 0
    /// Rows that are not in the sums yet, `line` values each.
    private var waiting: [Double] = []

    /// Sums of nothing yet.
    init(columns: Int, targets: Int) {
        width = columns + 1
        targetCount = targets
        line = (width + Self.lanes - 1) / Self.lanes * Self.lanes
        gram = [Double](repeating: 0, count: width * line)
        moments = [Double](repeating: 0, count: width * targets)
    }

    /// Adds a row: `columns` standardised inputs, and the targets; NaN for a target that counts for nothing.
    mutating func add(_ row: [Double], targets: [Double]) {
        rowCount += 1
        let width = width
        waiting.append(contentsOf: row)
        waiting.append(1)
        waiting.append(contentsOf: repeatElement(0, count: line - width))
        if waiting.count == Self.rowsTogether * line { sumUp() }
        row.withUnsafeBufferPointer { row in
            moments.withUnsafeMutableBufferPointer { moments in
                for (target, value) in targets.enumerated() where !value.isNaN {
                    let line = target * width
                    for j in 0..<width - 1 { moments[line + j] += value * row[j] }
                    moments[line + width - 1] += value
                }
            }
        }
    }

    /// Brings the rows that wait into the sums.
    mutating func sumUp() {
        guard !waiting.isEmpty else { return }
        let (width, line) = (width, line)
        // Rows of zeros add nothing.
        waiting.append(contentsOf: repeatElement(0, count: Self.rowsTogether * line - waiting.count))
        waiting.withUnsafeBufferPointer { waiting in
            gram.withUnsafeMutableBufferPointer { gram in
                guard let waiting = waiting.baseAddress, let gram = gram.baseAddress else { return }
                for i in 0..<width {
                    let a = SIMD8<Double>(
                        waiting[i], waiting[line + i], waiting[2 * line + i], waiting[3 * line + i],
                        waiting[4 * line + i], waiting[5 * line + i], waiting[6 * line + i],
                        waiting[7 * line + i])
                    // From a whole vector on; what lies below the diagonal is never read.
                    for j in stride(from: i / Self.lanes * Self.lanes, to: line, by: Self.lanes) {
                        var sum = a[0] * Self.lanes(waiting + j) + a[1] * Self.lanes(waiting + line + j)
                        sum += a[2] * Self.lanes(waiting + 2 * line + j) + a[3] * Self.lanes(waiting + 3 * line + j)
                        sum += a[4] * Self.lanes(waiting + 4 * line + j) + a[5] * Self.lanes(waiting + 5 * line + j)
                        sum += a[6] * Self.lanes(waiting + 6 * line + j) + a[7] * Self.lanes(waiting + 7 * line + j)
                        let place = gram + i * line + j
                        UnsafeMutableRawPointer(place).storeBytes(of: Self.lanes(place) + sum, as: SIMD4<Double>.self)
                    }
                }
            }
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private static func lanes(_ pointer: UnsafePointer<Double>) -> SIMD4<Double> {
        UnsafeRawPointer(pointer).loadUnaligned(as: SIMD4<Double>.self)
    }

    /// Adds the sums of other rows of the same shape.
    mutating func add(_ other: NormalEquations) {
        precondition(other.waiting.isEmpty && waiting.isEmpty, "rows are summed up first")
        for place in gram.indices { gram[place] += other.gram[place] }
        for place in moments.indices { moments[place] += other.moments[place] }
        rowCount += other.rowCount
    }

    /// Coefficients that minimise Σ(y − z·w)² + penalty·|w|²; the constant is not penalised and stands last.
    /// - Parameters:
    ///   - target: a place among the targets.
    ///   - penalty: > 0.
    ///   - late: columns before the constant that are fitted to what all others leave unexplained, so that the others'
    ///     coefficients are what they are without them.
    /// - Returns: one a column; nil when the system has no stable solution.
    func solved(target: Int, penalty: Double, late: Int = 0) -> [Double]? {
        let start = width - 1 - late
        let early = Array(0..<start) + [width - 1]
        let wanted = Array(moments[target * width..<(target + 1) * width])
        guard let first = solved(early, moments: early.map { wanted[$0] }, penalty: penalty) else { return nil }
        guard late > 0 else { return first }
        let rest = (start..<width - 1).map { column in
            zip(early, first).reduce(wanted[column]) { left, known in
                left - gram[min(known.0, column) * line + max(known.0, column)] * known.1
            }
        }
        guard let second = solved(Array(start..<width - 1), moments: rest, penalty: penalty) else { return nil }
        return first.dropLast() + second + first.suffix(1)
    }

    /// The coefficients of some columns, ascending. Cholesky's method (G. H. Golub, C. F. Van Loan, Matrix Computations,
    /// 4th ed., §4.2).
    private func solved(_ columns: [Int], moments: [Double], penalty: Double) -> [Double]? {
        let n = columns.count
        var factor = [Double](repeating: 0, count: n * n)
        for i in 0..<n {
            for j in 0...i {
                let isPenalised = i == j && columns[i] < width - 1
                var sum = gram[columns[j] * line + columns[i]] + (isPenalised ? penalty : 0)
                for k in 0..<j { sum -= factor[i * n + k] * factor[j * n + k] }
                if i == j {
                    guard sum > 1e-12 else { return nil }
                    factor[i * n + i] = sum.squareRoot()
                } else {
                    factor[i * n + j] = sum / factor[j * n + j]
                }
            }
        }
        var solution = moments
        for i in 0..<n {
            for k in 0..<i { solution[i] -= factor[i * n + k] * solution[k] }
            solution[i] /= factor[i * n + i]
        }
        for i in stride(from: n - 1, through: 0, by: -1) {
            for k in i + 1..<n { solution[i] -= factor[k * n + i] * solution[k] }
            solution[i] /= factor[i * n + i]
        }
        return solution
    }
}
