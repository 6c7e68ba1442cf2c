/// Sums of products from which ridge regressions with one set of inputs and several targets are solved.
///
/// Rows are added in a fixed order, eight at a time, so the sums have the same bits each time.
struct NormalEquations {
    /// Rows that wait until there are as many: each sum is then read and written once for all of them.
    private static let rowsTogether = 8

    /// Columns, the constant one included, which stands last.
    let width: Int
    let targetCount: Int
    /// Upper triangle of ZᵀZ, row-major in a full square.
    private(set) var gram: [Double]
    /// Zᵀy, one row a target.
    private(set) var moments: [Double]
    private(set) var rowCount = 0
    /// Rows that are not in the sums yet, `width` values each.
    private var waiting: [Double] = []

    /// Sums of nothing yet.
    init(columns: Int, targets: Int) {
        width = columns + 1
        targetCount = targets
        gram = [Double](repeating: 0, count: width * width)
        moments = [Double](repeating: 0, count: width * targets)
    }

    /// Adds a row: `columns` standardised inputs, and the targets; NaN for a target that counts for nothing.
    mutating func add(_ row: [Double], targets: [Double]) {
        rowCount += 1
        let width = width
        waiting.append(contentsOf: row)
        waiting.append(1)
        if waiting.count == Self.rowsTogether * width { sumUp() }
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
        let (width, rows) = (width, Self.rowsTogether)
        // Rows of zeros add nothing.
        waiting.append(contentsOf: repeatElement(0, count: rows * width - waiting.count))
        waiting.withUnsafeBufferPointer { waiting in
            gram.withUnsafeMutableBufferPointer { gram in
                for i in 0..<width {
                    let line = i * width
                    let a = SIMD8<Double>(
                        waiting[i], waiting[width + i], waiting[2 * width + i], waiting[3 * width + i],
                        waiting[4 * width + i], waiting[5 * width + i], waiting[6 * width + i], waiting[7 * width + i])
                    for j in i..<width {
                        var sum = a[0] * waiting[j] + a[1] * waiting[width + j]
                        sum += a[2] * waiting[2 * width + j] + a[3] * waiting[3 * width + j]
                        sum += a[4] * waiting[4 * width + j] + a[5] * waiting[5 * width + j]
                        sum += a[6] * waiting[6 * width + j] + a[7] * waiting[7 * width + j]
                        gram[line + j] += sum
                    }
                }
            }
        }
        waiting.removeAll(keepingCapacity: true)
    }

    /// Adds the sums of other rows of the same shape.
    mutating func add(_ other: NormalEquations) {
        precondition(other.waiting.isEmpty && waiting.isEmpty, "rows are summed up first")
        for place in gram.indices { gram[place] += other.gram[place] }
        for place in moments.indices { moments[place] += other.moments[place] }
        rowCount += other.rowCount
    }

    /// Coefficients that minimise Σ(y − z·w)² + penalty·|w|²; the constant is not penalised and stands last.
    ///
    /// Nil when the system has no stable solution. Cholesky's method (G. H. Golub, C. F. Van Loan, Matrix
    /// Computations, 4th ed., §4.2).
    func solved(target: Int, penalty: Double) -> [Double]? {
        let n = width
        var factor = [Double](repeating: 0, count: n * n)
        for i in 0..<n {
            for j in 0...i {
                var sum = gram[j * n + i] + (i == j && i < n - 1 ? penalty : 0)
                for k in 0..<j { sum -= factor[i * n + k] * factor[j * n + k] }
                if i == j {
                    guard sum > 1e-12 else { return nil }
                    factor[i * n + i] = sum.squareRoot()
                } else {
                    factor[i * n + j] = sum / factor[j * n + j]
                }
            }
        }
        var solution = Array(moments[target * n..<(target + 1) * n])
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
