import Dispatch
import Drift
public import FeatureStore
public import Features
import JSON
public import Ledger
public import Logging
public import Metrics
public import Readings
public import Registry
public import ServiceLifecycle
import Synchronization

/// Watches the inputs that a data directory's services answer, against the versions that answer them.
///
/// It reads the ring files that the services write, so it runs beside them in one process as well as in a process of its
/// own, and after a restart it sees the same windows again.
public final class DriftWatch: Service {
    /// What is watched for one kind of station.
    public struct Watched: Sendable {
        /// The kind of station.
        public let sensors: SensorSchema
        /// The version that answers now; nil when there is none.
        public let answering: @Sendable () throws -> ModelVersion?

        /// What is watched.
        /// - Parameters:
        ///   - sensors: the kind of station.
        ///   - answering: the version that answers now; nil when there is none.
        public init(sensors: SensorSchema, answering: @escaping @Sendable () throws -> ModelVersion?) {
            self.sensors = sensors
            self.answering = answering
        }
    }

    private struct Place {
        var monitor: DriftMonitor?
        var source: RecentPredictions?
        var episode = DriftEpisode()
        /// The version whose reference was taken up last, or could not be.
        var tried: ModelVersion?
        var problem: String?
        var gauges: DriftGauges?
    }

    private let dataDirectory: String
    private let registry: ModelRegistry
    private let watched: [Watched]
    private let configuration: DriftMonitor.Configuration
    private let ledger: LedgerDatabase
    private let announces: Bool
    private let interval: Duration
    private let now: @Sendable () -> Timestamp
    private let metrics: any MetricsFactory
    private let duration: Timer
    private let logger: Logger
    private let places: Mutex<[Place]>

    /// A watch that has not looked yet.
    /// - Parameters:
    ///   - dataDirectory: the directory that the services answer from.
    ///   - registry: its models.
    ///   - watched: at most one a kind of station.
    ///   - configuration: how inputs are watched.
    ///   - ledger: keeps the history and what is to be delivered.
    ///   - announces: whether the beginning and the end of drift are put up for delivery.
    ///   - interval: between two looks.
    ///   - now: the present moment.
    ///   - metrics: where scores are shown.
    ///   - logger: told of the beginning and the end of drift, and of what cannot be watched.
    public init(
        dataDirectory: String, registry: ModelRegistry, watched: [Watched], configuration: DriftMonitor.Configuration,
        ledger: LedgerDatabase, announces: Bool, interval: Duration = .seconds(1),
        now: @escaping @Sendable () -> Timestamp, metrics: any MetricsFactory, logger: Logger
    ) {
        self.dataDirectory = dataDirectory
        self.registry = registry
        self.watched = watched
        self.configuration = configuration
        self.ledger = ledger
        self.announces = announces
        self.interval = interval
        self.now = now
        self.metrics = metrics
        self.logger = logger
        duration = Timer(label: "drift_detection_duration_seconds", factory: metrics)
        places = Mutex(watched.map { _ in Place() })
    }

    /// Looks until the service is shut down.
    public func run() async {
        await cancelWhenGracefulShutdown {
            repeat { self.look() } while (try? await Task.sleep(for: self.interval)) != nil
        }
    }

    /// Reads what is new and says what follows from it.
    public func look() {
        for place in watched.indices { look(at: place) }
    }

    /// What all windows say now, one object.
    public var statusText: String {
        let all = places.withLock { places in places.map { ($0.monitor?.status, $0.problem) } }
        var writer = JSONWriter(capacity: 16_384)
        writer.object { writer in
            writer.member("drift_detected", all.contains { $0.0?.isDrifted ?? false })
            writer.name("schemas")
            writer.array { writer in
                for (status, problem) in all {
                    if let status {
                        status.write(to: &writer)
                    } else if let problem {
                        writer.object { $0.member("problem", problem) }
                    }
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The windows now, by kind of station.
    public var statuses: [DriftStatus] {
        places.withLock { places in places.compactMap { $0.monitor?.status } }
    }

    /// The full report of one kind of station's window, one HTML page.
    /// - Parameter sensors: the kind's name; nil for the first that is watched.
    /// - Returns: nil when it is not watched, or nothing can be told of it.
    /// - Throws: ``LedgerError`` when the history cannot be read.
    public func report(of sensors: String?) async throws -> String? {
        let monitor = places.withLock { places in
            places.lazy.compactMap(\.monitor).first { sensors == nil || $0.schema.sensors.name == sensors }
        }
        guard let monitor else { return nil }
        let checks = try ledger.driftChecks(
            ofSchema: monitor.schema.name, since: now().advanced(hours: -24 * 90), limit: 2_000)
        let history = checks.compactMap { check in check.severity.map { (check.checkedAt, $0) } }
        // Many tests on many features: not on a thread that others wait for.
        return await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(returning: monitor.report.html(history: history))
            }
        }
    }

    private func look(at index: Int) {
        let sensors = watched[index].sensors
        let version: ModelVersion?
        do {
            version = try watched[index].answering()
        } catch {
            // While a training registers there may be no answer; the next look has one.
            return
        }
        places.withLock { places in
            if let version { follow(version, sensors: sensors, in: &places[index]) }
            guard let records = places[index].source?.next(), places[index].monitor != nil else { return }
            if records.isEmpty, places[index].gauges?.isSet ?? false { return }
            let started = ContinuousClock.now
            places[index].monitor?.take(records)
            guard let status = places[index].monitor?.status else { return }
            duration.recordNanoseconds(Int64((ContinuousClock.now - started) / .nanoseconds(1)))
            places[index].gauges?.show(status)
            let actions = places[index].episode.take(status, isNew: !records.isEmpty, at: now())
            for action in actions { act(on: action, status: status) }
        }
    }

    /// Takes up another version's reference; the windows are filled again from what the rings hold.
    private func follow(_ version: ModelVersion, sensors: SensorSchema, in place: inout Place) {
        guard place.tried != version,
            let schema = FeatureSchema.all(of: sensors).first(where: { $0.name == version.run.view })
        else { return }
        do {
            let last = try ledger.driftChecks(ofSchema: schema.name, since: Timestamp(milliseconds: 0), limit: 1).last
            place.tried = version
            place.monitor = nil
            guard let reference = try registry.referenceSet(of: version, schema: schema) else {
                throw DriftWatchError.withoutReference(version)
            }
            place.monitor = DriftMonitor(
                version: version, schema: schema, reference: reference, configuration: configuration)
            place.source = RecentPredictions(dataDirectory: dataDirectory, schema: schema)
            place.episode = DriftEpisode(isDrifted: last?.isDrifted ?? false, rememberedAt: last?.checkedAt)
            place.gauges?.withdraw()
            place.gauges = DriftGauges(schema: schema, factory: metrics)
            place.problem = nil
        } catch {
            guard place.problem != "\(error)" else { return }
            place.problem = "\(error)"
            logger.error("inputs cannot be watched for drift", metadata: ["error": "\(error)"])
        }
    }

    private func act(on action: DriftEpisode.Action, status: DriftStatus) {
        let leading = status.all.leading
        switch action {
        case .tellBeginning, .tellEnd:
            let hasBegun = action == .tellBeginning
            logger.notice(
                hasBegun ? "inputs have drifted" : "inputs are back where the model was trained",
                metadata: [
                    "schema": "\(status.schema)", "feature": "\(leading?.name ?? "none")",
                    "score": "\(leading?.score ?? 0)", "model": "\(status.modelName) \(status.modelVersion)",
                ])
            guard announces else { return }
            var writer = JSONWriter(capacity: 16_384)
            status.write(to: &writer)
            attempt {
                _ = try ledger.queueDelivery(
                    kind: hasBegun ? "drift.detected" : "drift.resolved",
                    payload: String(decoding: writer.bytes, as: UTF8.self), at: now())
            }
        case .remember:
            attempt {
                try ledger.record(
                    DriftCheck(
                        checkedAt: now(), schema: status.schema, modelName: status.modelName,
                        modelVersion: status.modelVersion, rowCount: status.all.rowCount, from: status.all.from,
                        to: status.all.to, severity: status.all.severity, isDrifted: status.isDrifted,
                        scores: status.scoresText))
            }
        }
    }

    private func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch {
            logger.error("what the drift watch found cannot be kept", metadata: ["error": "\(error)"])
        }
    }
}
