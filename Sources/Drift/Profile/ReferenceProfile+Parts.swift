extension ReferenceProfile {
    /// A profile from what was stored of one: the numbers under the names of its properties.
    public struct Parts: Sendable, Equatable, Codable {
        /// ``ReferenceProfile/count``.
        public var count: Int
        /// ``ReferenceProfile/nonFiniteCount``.
        public var nonFiniteCount: Int
        /// The least and the greatest value; empty of an empty profile.
        public var range: [Double]
        /// ``ReferenceProfile/mean``.
        public var mean: Double
        /// ``ReferenceProfile/standardDeviation``.
        public var standardDeviation: Double
        /// ``QuantileSketch/capacity``.
        public var capacity: Int
        /// ``QuantileSketch/rankError``.
        public var rankError: Int
        /// ``QuantileSketch/levels``.
        public var levels: [[Double]]
        /// For each level whether the next step keeps the values at odd places.
        public var keepsOdd: [Bool]
        /// ``ValueCounts/values``; empty when there are too many.
        public var values: [Double]
        /// ``ValueCounts/counts``.
        public var counts: [Int]

        /// The parts of an empty profile, to be filled in.
        public init() {
            (count, nonFiniteCount, range, mean, standardDeviation) = (0, 0, [], 0, 0)
            (capacity, rankError, levels, keepsOdd) = (QuantileSketch.defaultCapacity, 0, [], [])
            (values, counts) = ([], [])
        }
    }

    /// What to store.
    public var parts: Parts {
        var parts = Parts()
        parts.count = count
        parts.nonFiniteCount = nonFiniteCount
        parts.range = range.map { [$0.lowerBound, $0.upperBound] } ?? []
        parts.mean = mean
        parts.standardDeviation = standardDeviation
        parts.capacity = sketch.capacity
        parts.rankError = sketch.rankError
        parts.levels = sketch.levels
        parts.keepsOdd = sketch.keepsOdd
        parts.values = valueCounts?.values ?? []
        parts.counts = valueCounts?.counts ?? []
        return parts
    }

    /// A profile as stored.
    ///
    /// - Parameters:
    ///   - parts: what ``parts`` gave.
    ///   - subject: whose profile it is, for the error.
    /// - Throws: ``DriftError`` with `.inconsistentProfile` when the parts contradict each other.
    public init(_ parts: Parts, subject: String) throws(DriftError) {
        func refuse(_ detail: String) -> DriftError {
            DriftError(subject: subject, reason: .inconsistentProfile(detail: detail))
        }
        let sketch = QuantileSketch(
            capacity: parts.capacity, levels: parts.levels, rankError: parts.rankError, keepsOdd: parts.keepsOdd)
        try sketch.validate(subject: subject)
        guard sketch.count == parts.count else {
            throw refuse("the sketch stands for \(sketch.count) values of \(parts.count)")
        }
        guard parts.nonFiniteCount >= 0 else { throw refuse("the count of values left out is negative") }
        guard parts.mean.isFinite, parts.standardDeviation.isFinite, parts.standardDeviation >= 0 else {
            throw refuse("a moment is no number, or the standard deviation negative")
        }
        guard parts.range.allSatisfy(\.isFinite), parts.range.count == (parts.count == 0 ? 0 : 2),
            parts.range.isEmpty || parts.range[0] <= parts.range[1]
        else { throw refuse("the range is not that of \(parts.count) values") }
        let range = parts.range.isEmpty ? nil : parts.range[0]...parts.range[1]
        guard parts.levels.joined().allSatisfy({ range?.contains($0) ?? false }) else {
            throw refuse("a value lies outside the range")
        }
        let valueCounts = ValueCounts(values: parts.values, counts: parts.counts)
        guard let valueCounts else { throw refuse("the counts of values do not fit together") }
        guard valueCounts.counts.isEmpty || valueCounts.points.reduce(0, { $0 + $1.weight }) == parts.count else {
            throw refuse("the counts of values do not add up to \(parts.count)")
        }
        self.init(
            count: parts.count, nonFiniteCount: parts.nonFiniteCount, range: range, mean: parts.mean,
            standardDeviation: parts.standardDeviation, sketch: sketch,
            valueCounts: valueCounts.counts.isEmpty && parts.count > 0 ? nil : valueCounts)
    }
}
