import Ledger
import Logging
import Metrics
import Pipeline
import Readings
import Registry
import Serving

extension Assembly {
    /// What watches the inputs of the models that answer, by the present moment that it is given.
    ///
    /// Without `remembers` nothing of what it sees is kept or told.
    func driftWatch(
        ledger: LedgerDatabase, feeds: FeedWatch?, remembers: Bool = true,
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) -> DriftWatch {
        let registry = ModelRegistry(dataDirectory: settings.dataDirectory)
        let watched = SensorSchema.all.map { sensors in
            let name = settings.modelNames.detector(ofSchema: sensors.name)
            // MODEL_VERSION goes with MODEL_NAME, which names the weather detector.
            let reference = sensors == .weather ? settings.modelVersion : .alias(.champion)
            return DriftWatch.Watched(sensors: sensors) {
                try registry.versionNumbers(of: name).isEmpty ? nil : registry.version(reference, of: name)
            }
        }
        return DriftWatch(
            dataDirectory: settings.dataDirectory, registry: registry, watched: watched,
            configuration: settings.driftWindows, ledger: ledger, feeds: feeds,
            memory: memory(remembers: remembers), now: now, metrics: MetricsSystem.factory, logger: logger)
    }

    /// What judges the feeds of stations; nil where that is switched off.
    ///
    /// What the answering detector was trained on is trusted. Without `remembers` nothing of what it finds is kept or told.
    func feedWatch(
        ledger: LedgerDatabase, remembers: Bool = true, interval: Duration = .seconds(60), rest: Int = 20,
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) -> FeedWatch? {
        guard settings.feeds.isChecked else { return nil }
        let registry = ModelRegistry(dataDirectory: settings.dataDirectory)
        let watched = SensorSchema.all.map { sensors in
            let name = settings.modelNames.detector(ofSchema: sensors.name)
            return FeedWatch.Watched(sensors: sensors) {
                guard try !registry.versionNumbers(of: name).isEmpty else { return nil }
                return Timestamp(iso8601: try registry.version(.alias(.champion), of: name).run.data.to)
            }
        }
        return FeedWatch(
            dataDirectory: settings.dataDirectory, watched: watched, criteria: settings.feeds.criteria, ledger: ledger,
            memory: memory(remembers: remembers), interval: interval, rest: rest, now: now,
            metrics: MetricsSystem.factory, logger: logger)
    }

    private func memory(remembers: Bool) -> DriftWatch.Memory {
        !remembers ? .none : settings.webhook == nil ? .history : .historyAndEvents
    }
}

extension DriftFace {
    /// What a watch shows.
    init(of watch: DriftWatch) {
        self.init(status: { watch.statusText }, report: { try await watch.report(of: $0) })
    }
}
