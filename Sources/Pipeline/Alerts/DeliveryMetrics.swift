import Metrics

/// Counts attempts to deliver events by what came of them.
struct DeliveryMetrics: Sendable {
    private let delivered: Counter
    private let retried: Counter
    private let givenUp: Counter

    init(factory: any MetricsFactory) {
        func counter(_ outcome: String) -> Counter {
            Counter(label: "webhook_deliveries_total", dimensions: [("outcome", outcome)], factory: factory)
        }
        delivered = counter("delivered")
        retried = counter("retried")
        givenUp = counter("given_up")
    }

    func count(_ verdict: DeliverySchedule.Verdict) {
        switch verdict {
        case .delivered: delivered.increment()
        case .retried: retried.increment()
        case .givenUp: givenUp.increment()
        }
    }
}
