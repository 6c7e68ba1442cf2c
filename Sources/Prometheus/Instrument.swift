/// What holds the values of one series.
enum Instrument: Sendable {
    case counter(Counter)
    case gauge(Gauge)
    case histogram(Histogram)

    /// A new instrument at zero for a series of `family`.
    init(of family: MetricFamily) {
        switch family.kind {
        case .counter: self = .counter(Counter())
        case .gauge: self = .gauge(Gauge())
        case .histogram: self = .histogram(Histogram(bounds: family.buckets))
        }
    }
}
