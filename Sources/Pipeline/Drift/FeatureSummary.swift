import Drift

/// One side of a feature in a few numbers.
public struct FeatureSummary: Sendable, Equatable {
    /// How many values there are.
    public let count: Int
    /// How many are missing or no number.
    public let missing: Int
    /// The numbers; nil of labels and of an empty side.
    public let moments: Moments?
    /// How many different labels there are, and the most frequent one with its count; nil of numbers.
    public let labels: Labels?

    /// Place and spread of numbers, in their own unit.
    public struct Moments: Sendable, Equatable {
        /// The arithmetic mean.
        public let mean: Double
        /// The standard deviation with divisor n, ≥ 0.
        public let standardDeviation: Double
        /// The median.
        public let median: Double
        /// The distance between the quartiles, ≥ 0.
        public let interquartileRange: Double
        /// The least value.
        public let least: Double
        /// The greatest value.
        public let greatest: Double
    }

    /// Labels in short.
    public struct Labels: Sendable, Equatable {
        /// How many different ones.
        public let distinctCount: Int
        /// The most frequent one, of several the first by alphabet; nil of an empty side.
        public let mostFrequent: String?
        /// How often it appears.
        public let mostFrequentCount: Int
    }

    init(_ sample: Sample) {
        count = sample.count
        missing = sample.nonFiniteCount
        labels = nil
        moments =
            sample.isEmpty
            ? nil
            : Moments(
                mean: sample.mean, standardDeviation: sample.standardDeviation, median: sample.quantile(0.5),
                interquartileRange: min(sample.quantile(0.75) - sample.quantile(0.25), .greatestFiniteMagnitude),
                least: sample.sorted[0], greatest: sample.sorted[sample.count - 1])
    }

    init(_ profile: ReferenceProfile) {
        count = profile.count
        missing = profile.nonFiniteCount
        labels = nil
        moments = profile.range.map { range in
            let quartiles = [0.25, 0.5, 0.75].map { profile.quantile($0) ?? profile.mean }
            return Moments(
                mean: profile.mean, standardDeviation: profile.standardDeviation, median: quartiles[1],
                interquartileRange: min(quartiles[2] - quartiles[0], .greatestFiniteMagnitude),
                least: range.lowerBound, greatest: range.upperBound)
        }
    }

    init(_ values: [String?]) {
        var counts: [String: Int] = [:]
        for case let label? in values { counts[label, default: 0] += 1 }
        count = counts.values.reduce(0, +)
        missing = values.count - count
        moments = nil
        let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        labels = Labels(distinctCount: counts.count, mostFrequent: most?.key, mostFrequentCount: most?.value ?? 0)
    }
}

extension Sample {
    /// The value below which a share of a sample lies, between two neighbours by their distances, as numpy does.
    /// - Parameter share: 0 ... 1.
    /// - Returns: a value within the sample; NaN of an empty one.
    func quantile(_ share: Double) -> Double {
        guard !sorted.isEmpty else { return .nan }
        let place = share * Double(count - 1)
        let lower = min(max(Int(place), 0), count - 1)
        let upper = min(lower + 1, count - 1)
        let weight = place - Double(lower)
        return sorted[lower] * (1 - weight) + sorted[upper] * weight
    }
}
