/// The values of a family at one moment.
struct FamilySnapshot {
    /// What a series holds.
    enum Value {
        case number(Double)
        case distribution(HistogramSnapshot)
    }

    let family: MetricFamily
    /// Ascending by the text of the labels.
    let series: [(labels: String, value: Value)]

    init(_ entry: RegistryFamily) {
        family = entry.description
        series = entry.series.sorted { $0.key < $1.key }.map { labels, series in
            switch series.instrument {
            case .counter(let counter): (labels, .number(counter.value))
            case .gauge(let gauge): (labels, .number(gauge.value))
            case .histogram(let histogram): (labels, .distribution(histogram.snapshot))
            }
        }
    }
}
