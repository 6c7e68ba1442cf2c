/// All series of one name: what they measure, of which kind they are and which labels tell them apart.
public struct MetricFamily: Sendable, Equatable {
    /// How the values of a family behave.
    public enum Kind: String, Sendable {
        /// A sum that only grows, apart from restarts.
        case counter
        /// A value that goes up and down.
        case gauge
        /// Observations counted in buckets, with their sum.
        case histogram
    }

    /// Bucket bounds for durations, in seconds: 50 µs to 10 s.
    public static let durationBuckets: [Double] = [
        0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    /// The exported name; that of a counter ends in `_total`.
    public let name: String
    /// One sentence for the reader of the exposition.
    public let help: String
    /// The kind, which never changes.
    public let kind: Kind
    /// The names of the labels that each series of a declared family has.
    public let labels: [String]
    /// The factor from the unit recorded through swift-metrics to the exported unit. Timers are seconds without it.
    public let scale: Double
    /// Upper bounds of the buckets in the exported unit, ascending, without `+Inf`; empty unless a histogram.
    public let buckets: [Double]

    init(name: String, help: String, kind: Kind, labels: [String], scale: Double, buckets: [Double]) {
        self.name = name
        self.help = help
        self.kind = kind
        self.labels = labels
        self.scale = scale
        self.buckets = buckets
    }

    /// A family of sums that only grow.
    ///
    /// - Parameters:
    ///   - name: the name; `_total` is appended unless it is there.
    ///   - help: one sentence for the reader of the exposition.
    ///   - labels: the label names of each series.
    ///   - scale: the factor from the recorded to the exported unit, > 0.
    /// - Returns: the description, to be declared in a registry.
    public static func counter(_ name: String, help: String, labels: [String] = [], scale: Double = 1) -> MetricFamily {
        MetricFamily(
            name: MetricName.counter(name), help: help, kind: .counter, labels: labels, scale: scale, buckets: [])
    }

    /// A family of values that go up and down.
    ///
    /// - Parameters:
    ///   - name: the name, with the unit as its last word.
    ///   - help: one sentence for the reader of the exposition.
    ///   - labels: the label names of each series.
    ///   - scale: the factor from the recorded to the exported unit, > 0; a timer's duration is set in seconds.
    /// - Returns: the description, to be declared in a registry.
    public static func gauge(_ name: String, help: String, labels: [String] = [], scale: Double = 1) -> MetricFamily {
        MetricFamily(name: name, help: help, kind: .gauge, labels: labels, scale: scale, buckets: [])
    }

    /// A family of distributions.
    ///
    /// - Parameters:
    ///   - name: the name, with the unit as its last word.
    ///   - help: one sentence for the reader of the exposition.
    ///   - labels: the label names of each series; `le` is reserved.
    ///   - scale: the factor from the recorded to the exported unit, > 0; timers are seconds without it.
    ///   - buckets: upper bounds in the exported unit, finite and strictly ascending, at least one.
    /// - Returns: the description, to be declared in a registry.
    public static func histogram(
        _ name: String, help: String, labels: [String] = [], scale: Double = 1, buckets: [Double] = durationBuckets
    ) -> MetricFamily {
        MetricFamily(name: name, help: help, kind: .histogram, labels: labels, scale: scale, buckets: buckets)
    }

    /// Every sample name that the exposition of the family may hold.
    var sampleNames: [String] {
        kind == .histogram ? [name, "\(name)_bucket", "\(name)_sum", "\(name)_count"] : [name]
    }
}
