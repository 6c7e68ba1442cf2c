/// A wish for a series, as it comes through swift-metrics or from a direct caller.
struct SeriesRequest {
    /// What the caller records with.
    enum Source {
        case counter, meter, gaugeRecorder, recorder, timer, directGauge, directHistogram
    }

    let label: String
    let dimensions: [(String, String)]
    let source: Source

    /// The kind that an undeclared family gets.
    var kind: MetricFamily.Kind {
        switch source {
        case .counter: .counter
        case .meter, .gaugeRecorder, .directGauge: .gauge
        case .recorder, .timer, .directHistogram: .histogram
        }
    }

    /// Whether a family of `kind` can take the values. Recorders and timers leave the choice to the family.
    func accepts(_ kind: MetricFamily.Kind) -> Bool {
        switch source {
        case .counter, .meter, .directGauge, .directHistogram: kind == self.kind
        case .gaugeRecorder, .recorder, .timer: kind != .counter
        }
    }

    /// The name of an undeclared family: with the suffix of its kind or unit.
    func exportedName(_ name: String) -> String {
        switch source {
        case .counter: MetricName.counter(name)
        case .timer: MetricName.timer(name)
        case .meter, .gaugeRecorder, .recorder, .directGauge, .directHistogram: name
        }
    }
}
