public import Logging
public import Metrics
public import Readings
public import Registry

/// All that the HTTP face needs from the rest of the program.
public struct ServingDependencies: Sendable {
    /// At most one for each kind of station; readings of a kind without one, or with an empty slot, are answered with 503.
    public var detectors: [ModelSlot<ServedDetector?>]
    /// What forecasts; without one `/forecast` answers 503, with an empty slot persistence.
    public var forecaster: ServedForecaster?
    /// From which score on a reading is an anomaly.
    public var threshold: AnomalyThreshold
    /// The present moment.
    public var now: @Sendable () -> Timestamp
    /// What is known of the stations.
    public var feed: @Sendable () -> FeedStatus
    /// What `/metrics` shows.
    public var exposition: Exposition
    /// Where requests are counted and timed.
    public var metrics: any MetricsFactory
    /// Where unexpected errors and, at `debug`, accesses are written.
    public var logger: Logger
    /// The program's version, as `/health` shows it.
    public var programVersion: String
    /// Takes sent readings in; without one `/readings` answers 503.
    public var intake: ReadingAcceptance?
    /// What answers Feast's requests; without one they are answered with 503.
    public var featureStore: ServedFeatureStore?
    /// What shows the drift of the inputs; without one `/drift` answers 503.
    public var drift: DriftFace?
    /// Records alerts; without one `/alerts` answers 503.
    public var alerts: AlertAcceptance?
    /// Shows and takes what concerns the retraining loop; without one its routes answer 503.
    public var loop: LoopFace?
    /// Counts answers by version.
    public var tally = AnswerTally()
    /// What is not believed of a station's last week, faults that are over included.
    public var feedDoubts: @Sendable (_ station: String) -> [FeedDoubt] = { _ in [] }
    /// What requests that change something must carry; nil admits those from this machine alone. Secret.
    public var token: String?

    /// Everything at once.
    /// - Parameters:
    ///   - detectors: at most one for each kind of station.
    ///   - forecaster: what forecasts.
    ///   - threshold: from which score on a reading is an anomaly.
    ///   - now: the present moment.
    ///   - feed: what is known of the stations.
    ///   - exposition: what `/metrics` shows.
    ///   - metrics: where requests are counted and timed.
    ///   - logger: where errors are written.
    ///   - programVersion: as `/health` shows it.
    ///   - intake: takes sent readings in.
    ///   - featureStore: answers Feast's requests.
    ///   - drift: shows the drift of the inputs.
    ///   - alerts: records alerts.
    ///   - loop: shows and takes what concerns the retraining loop.
    ///   - token: what requests that change something must carry.
    public init(
        detectors: [ModelSlot<ServedDetector?>], forecaster: ServedForecaster?, threshold: AnomalyThreshold,
        now: @escaping @Sendable () -> Timestamp, feed: @escaping @Sendable () -> FeedStatus, exposition: Exposition,
        metrics: any MetricsFactory, logger: Logger, programVersion: String,
        intake: ReadingAcceptance? = nil, featureStore: ServedFeatureStore? = nil, drift: DriftFace? = nil,
        alerts: AlertAcceptance? = nil, loop: LoopFace? = nil, token: String? = nil
    ) {
        self.detectors = detectors
        self.forecaster = forecaster
        self.threshold = threshold
        self.now = now
        self.feed = feed
        self.exposition = exposition
        self.metrics = metrics
        self.logger = logger
        self.programVersion = programVersion
        self.intake = intake
        self.featureStore = featureStore
        self.drift = drift
        self.alerts = alerts
        self.loop = loop
        self.token = token
    }
}
