/// How often each category appears in two samples.
struct CategoryCounts: Sendable {
    /// `[k]` counts in the reference, 0 or more; categories ascending.
    private(set) var reference: [Int] = []
    /// `[k]` counts in the current sample, 0 or more; the same categories.
    private(set) var current: [Int] = []

    /// One category for each different value of either sample.
    init(_ samples: MergedSamples) {
        reference.reserveCapacity(samples.values.count)
        current.reserveCapacity(samples.values.count)
        samples.forEach { step in
            reference.append(step.referenceTies)
            current.append(step.currentTies)
        }
    }

    /// One category for each different label of either sample, ascending by Unicode scalars.
    init(_ reference: CategorySample, _ current: CategorySample) {
        var counts: [String: (Int, Int)] = [:]
        for (category, count) in zip(reference.categories, reference.counts) { counts[category] = (count, 0) }
        for (category, count) in zip(current.categories, current.counts) { counts[category, default: (0, 0)].1 = count }
        for (_, pair) in counts.sorted(by: { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }) {
            self.reference.append(pair.0)
            self.current.append(pair.1)
        }
    }

    /// How many categories there are.
    var count: Int { reference.count }
}
