/// The last feature rows of a stream, and how far each feature has moved from its reference, after every row.
///
/// Bounded in rows and, where asked, in time. Values that are not finite are left out feature by feature, as
/// ``Sample`` leaves them out.
public struct DriftWindow: Sendable {
    /// How many rows it holds at most, ≥ 1.
    public let capacity: Int
    /// Rows older than the newest by more than this many milliseconds go; nil keeps them.
    public let span: Int64?
    private let featureCount: Int
    private var features: [SlidingDistance]
    /// `[capacity × features]` the rows, the oldest at `start`.
    private var rows: [Float]
    /// `[capacity]` when each row was measured, in milliseconds since 1970.
    private var moments: [Int64]
    private var start = 0
    /// How many rows there are, 0 ... ``capacity``.
    public private(set) var count = 0

    /// An empty window.
    /// - Parameters:
    ///   - references: one a feature, made for windows of `capacity` values.
    ///   - capacity: how many rows at most, ≥ 1.
    ///   - span: milliseconds that a row may be older than the newest one, ≥ 0; nil for any.
    public init(_ references: [WindowReference], capacity: Int, span: Int64? = nil) {
        self.capacity = max(capacity, 1)
        self.span = span
        featureCount = references.count
        features = references.map { SlidingDistance($0, capacity: max(capacity, 1)) }
        rows = [Float](repeating: .nan, count: self.capacity * references.count)
        moments = [Int64](repeating: 0, count: self.capacity)
    }

    /// `[features]` the normed Wasserstein distance of each feature, finite and ≥ 0; nil where a side has no value.
    public var scores: [Double?] { features.map(\.score) }

    /// When the oldest and the newest row were measured, in milliseconds since 1970; nil of an empty window.
    public var range: ClosedRange<Int64>? {
        guard count > 0 else { return nil }
        var (least, greatest) = (Int64.max, Int64.min)
        for place in 0..<count {
            let moment = moments[(start + place) % capacity]
            (least, greatest) = (min(least, moment), max(greatest, moment))
        }
        return least...greatest
    }

    /// Takes a row in; the oldest goes when the window is full.
    /// - Parameters:
    ///   - row: `[features]`; ignored when it has another length.
    ///   - moment: when it was measured, in milliseconds since 1970.
    public mutating func append(_ row: some Collection<Float>, at moment: Int64) {
        guard row.count == featureCount else { return }
        if let span {
            while count > 0, moment - moments[start] > span { removeOldest() }
        }
        let isFull = count == capacity
        let slot = isFull ? start : (start + count) % capacity
        var place = slot * featureCount
        for (feature, value) in row.enumerated() {
            features[feature].exchange(isFull ? rows[place] : nil, for: value)
            rows[place] = value
            place += 1
        }
        moments[slot] = moment
        if isFull { start = (start + 1) % capacity } else { count += 1 }
    }

    /// Takes many rows in at once, as if one by one; for a start from what was kept.
    /// - Parameter newer: rows of `[features]` values with the moments they were measured at, the oldest first.
    public mutating func append(contentsOf newer: [(moment: Int64, row: [Float])]) {
        guard newer.count > capacity / 8 else {
            for (moment, row) in newer { append(row, at: moment) }
            return
        }
        var kept = (0..<count).map { place in
            let slot = (start + place) % capacity
            return (moment: moments[slot], row: Array(rows[slot * featureCount..<(slot + 1) * featureCount]))
        }
        kept += newer.filter { $0.row.count == featureCount }
        kept = kept.suffix(capacity)
        if let span, let newest = kept.last?.moment { kept = Array(kept.drop { newest - $0.moment > span }) }
        (start, count) = (0, kept.count)
        for (slot, entry) in kept.enumerated() {
            moments[slot] = entry.moment
            for feature in 0..<featureCount { rows[slot * featureCount + feature] = entry.row[feature] }
        }
        for feature in 0..<featureCount {
            features[feature].fill(with: kept.lazy.map { $0.row[feature] })
        }
    }

    /// A feature's values in the order in which they came, those that are not finite as they are.
    /// - Parameter feature: its place.
    /// - Returns: `[count]`.
    public func values(ofFeature feature: Int) -> [Float] {
        (0..<count).map { rows[(start + $0) % capacity * featureCount + feature] }
    }

    /// When each row was measured, in the order in which they came, in milliseconds since 1970.
    public var times: [Int64] { (0..<count).map { moments[(start + $0) % capacity] } }

    private mutating func removeOldest() {
        let place = start * featureCount
        for feature in 0..<featureCount { features[feature].exchange(rows[place + feature], for: nil) }
        start = (start + 1) % capacity
        count -= 1
    }
}
