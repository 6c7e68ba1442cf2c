/// What swift-metrics records through: it remembers its claim on the series, to give it back when destroyed.
protocol LeasedHandle: AnyObject {
    /// Nil when the request was refused and nothing is exported.
    var lease: SeriesLease? { get }
}
