/// The readings of one clock hour of a station as one: the means of their values, at the moment of the last of them.
///
/// An hour with a single reading stays that reading. Means are sums in the order of time, divided once, so that the same
/// readings give the same bits wherever they are put together.
struct HourlyMean {
    private(set) var count = 0
    private(set) var lastTime = Timestamp(milliseconds: 0)
    private var sums: [Double]
    private var counts: [Int]

    init(quantityCount: Int) {
        sums = Array(repeating: 0, count: quantityCount)
        counts = Array(repeating: 0, count: quantityCount)
    }

    /// Adds a value of the next reading; NaN counts as missing.
    mutating func add(_ value: Double, quantity: Int) {
        guard !value.isNaN else { return }
        sums[quantity] += value
        counts[quantity] += 1
    }

    /// Ends a reading, of which all values were added.
    mutating func endReading(at time: Timestamp) {
        count += 1
        lastTime = time
    }

    /// NaN where no reading had a value.
    var values: [Double] { zip(sums, counts).map { $1 == 0 ? .nan : $0 / Double($1) } }
}
