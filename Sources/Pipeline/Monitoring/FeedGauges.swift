import Metrics
import Readings

/// How many feeds are not believed, as scrapers see them.
struct FeedGauges: Sendable {
    private let faults: [String: [FeedCause: Gauge]]
    private let checked: [String: Gauge]

    init(schemas: [String], factory: any MetricsFactory) {
        faults = Dictionary(
            uniqueKeysWithValues: schemas.map { schema in
                let byCause = FeedCause.allCases.map { cause in
                    (
                        cause,
                        Gauge(
                            label: "feed_faults", dimensions: [("cause", cause.rawValue), ("schema", schema)],
                            factory: factory)
                    )
                }
                return (schema, Dictionary(uniqueKeysWithValues: byCause))
            })
        checked = Dictionary(
            uniqueKeysWithValues: schemas.map {
                (
                    $0,
                    Gauge(
                        label: "feeds_checked_until_timestamp_seconds", dimensions: [("schema", $0)], factory: factory)
                )
            })
    }

    /// Shows what is not believed now; nothing where nothing could be judged.
    func show(_ judgement: FeedJudgement?, schema: String, at moment: Timestamp) {
        guard let judgement else { return }
        let open = Dictionary(grouping: judgement.open, by: \.cause)
        for (cause, gauge) in faults[schema] ?? [:] { gauge.record(open[cause]?.count ?? 0) }
        checked[schema]?.record(Double(judgement.to.milliseconds) / 1_000)
    }
}
