/// Count, sum and squared deviations of a stream's last values, in buckets that grow in size toward the past.
///
/// A bucket of row r stands for 2^r values. When a row has too many, its two oldest become one of the next row, so that n
/// values need O(log n) buckets, and old values can be forgotten a bucket at a time.
///
/// Sources: Datar, Gionis, Indyk, Motwani, "Maintaining stream statistics over sliding windows", SIAM Journal on Computing
/// 31(6), 2002, doi 10.1137/S0097539701398363; for the deviations Babcock, Datar, Motwani, O'Callaghan, "Maintaining
/// variance and k-medians over data stream windows", PODS 2003, doi 10.1145/773153.773176.
struct ExponentialHistogram: Sendable {
    /// How many neighbouring values there are, and their sum.
    struct Part {
        var count = 0.0
        var sum = 0.0

        var mean: Double { sum / count }
    }

    /// Neighbouring values as their sum, and the sum of the squared deviations from their mean.
    private struct Bucket {
        var sum = 0.0
        var squares = 0.0
    }

    /// How many values there are.
    private(set) var count = 0
    /// Their sum.
    private(set) var sum = 0.0
    /// The sum of their squared deviations from their mean; rounding may leave it slightly below 0.
    private(set) var squares = 0.0
    private let maxBuckets: Int
    /// `[rows × (maxBuckets + 1)]`, in each row the oldest bucket first.
    private var buckets: [Bucket] = []
    /// `[rows]` how many buckets each row has, ≥ 1.
    private var filled: [Int] = []

    /// A histogram without values.
    /// - Parameter maxBuckets: how many buckets a row keeps, ≥ 2, so that no row between others is ever empty.
    init(maxBuckets: Int) {
        self.maxBuckets = maxBuckets
    }

    /// Takes a value in.
    /// - Complexity: O(1) amortised, O(log n) at worst.
    mutating func append(_ value: Double) {
        count += 1
        if count > 1 {
            let (before, now) = (Double(count - 1), Double(count))
            let deviation = value - sum / before
            squares += before * deviation * deviation / now
        }
        sum += value
        var (row, carried) = (0, Bucket(sum: value))
        while let merged = push(carried, to: row) { (row, carried) = (row + 1, merged) }
    }

    /// Forgets the oldest bucket. There must be values that are not in it.
    mutating func removeOldest() {
        let row = filled.count - 1
        let oldest = buckets[row * (maxBuckets + 1)]
        count -= 1 << row
        sum -= oldest.sum
        let (gone, left) = (Double(1 << row), Double(count))
        let difference = oldest.sum / gone - sum / left
        squares -= oldest.squares + gone * left * difference * difference / (gone + left)
        removeFirst(1, of: row)
        if filled[row] == 0 {
            filled.removeLast()
            buckets.removeLast(maxBuckets + 1)
        }
    }

    /// Whether a cut between two buckets fulfils a condition; the oldest cut is asked first.
    func hasCut(where condition: (_ older: Part, _ newer: Part) -> Bool) -> Bool {
        var (older, newer) = (Part(), Part(count: Double(count), sum: sum))
        for row in filled.indices.reversed() {
            let size = Double(1 << row)
            for place in 0..<filled[row] {
                let moved = buckets[row * (maxBuckets + 1) + place].sum
                older.count += size
                older.sum += moved
                newer.count -= size
                newer.sum -= moved
                if newer.count > 0, condition(older, newer) { return true }
            }
        }
        return false
    }

    /// Adds a bucket to a row, and takes the row's two oldest out as one when it then has too many.
    private mutating func push(_ bucket: Bucket, to row: Int) -> Bucket? {
        if row == filled.count {
            filled.append(0)
            buckets.append(contentsOf: repeatElement(Bucket(), count: maxBuckets + 1))
        }
        let start = row * (maxBuckets + 1)
        buckets[start + filled[row]] = bucket
        filled[row] += 1
        guard filled[row] > maxBuckets else { return nil }
        let (older, newer) = (buckets[start], buckets[start + 1])
        let size = Double(1 << row)
        let difference = older.sum / size - newer.sum / size
        removeFirst(2, of: row)
        return Bucket(
            sum: older.sum + newer.sum,
            squares: older.squares + newer.squares + size / 2 * difference * difference)
    }

    private mutating func removeFirst(_ gone: Int, of row: Int) {
        let start = row * (maxBuckets + 1)
        filled[row] -= gone
        for place in start..<start + filled[row] { buckets[place] = buckets[place + gone] }
    }
}
