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

    /// What the last look goes on from; looks alone use it.
    private struct Followed {
        var source: RecentPredictions?
        var episode = DriftEpisode()
        /// The version whose reference was taken up last, or could not be.
        var tried: ModelVersion?
        var gauges: DriftGauges?
        /// Whether the ledger did not take what the last look found.
        var isUnsaved = false
    }

    /// What is shown; held for moments only, so that no request waits for a file or the ledger.
    private struct Shown {
        var monitor: DriftMonitor?
        /// Why there is no monitor, with what to do.
        var problem: String?
    }

    /// What a look leaves behind.
    public enum Memory: Sendable {
        /// Nothing: for a look in passing.
        case none
        /// The history, in the ledger.
        case history
        /// The history, and events that are to be delivered.
        case historyAndEvents
    }

    private let dataDirectory: String
    private let registry: ModelRegistry
    private let watched: [Watched]
    private let configuration: DriftMonitor.Configuration
    private let ledger: LedgerDatabase
    private let feeds: FeedWatch?
    private let memory: Memory
    private let interval: Duration
    private let now: @Sendable () -> Timestamp
    private let metrics: any MetricsFactory
    private let duration: Timer
    private let logger: Logger
    private let followed: Mutex<[Followed]>
    private let shown: Mutex<[Shown]>
    private let queue = DispatchQueue(label: "drift watch", qos: .utility)

    /// A watch that has not looked yet.
    /// - Parameters:
    ///   - dataDirectory: the directory that the services answer from.
    ///   - registry: its models.
    ///   - watched: at most one a kind of station.
    ///   - configuration: how inputs are watched.
    ///   - ledger: keeps the history and what is to be delivered.
    ///   - feeds: judges the feeds; nil leaves them unknown.
    ///   - memory: what a look leaves in it.
    ///   - interval: between two looks.
    ///   - now: the present moment.
    ///   - metrics: where scores are shown.
    ///   - logger: told of the beginning and the end of drift, and of what cannot be watched.
    public init(
        dataDirectory: String, registry: ModelRegistry, watched: [Watched], configuration: DriftMonitor.Configuration,
        ledger: LedgerDatabase, feeds: FeedWatch? = nil, memory: Memory, interval: Duration = .seconds(1),
        now: @escaping @Sendable () -> Timestamp, metrics: any MetricsFactory, logger: Logger
    ) {
        self.dataDirectory = dataDirectory
        self.registry = registry
        self.watched = watched
        self.configuration = configuration
        self.ledger = ledger
        self.feeds = feeds
        self.memory = memory
        self.interval = interval
        self.now = now
        self.metrics = metrics
        self.logger = logger
        duration = Timer(label: "drift_detection_duration_seconds", factory: metrics)
        followed = Mutex(watched.map { _ in Followed() })
        shown = Mutex(watched.map { _ in Shown() })
    }

    /// Looks until the service is shut down.
    public func run() async {
        await queue.look(every: interval) { self.look() }
    }

    /// Reads what is new and says what follows from it. One look follows the other.
    public func look() {
        followed.withLock { followed in
            for index in watched.indices { look(at: index, &followed[index]) }
        }
    }

    /// The windows now with their seasons and causes, by kind of station.
    public var statuses: [DriftStatus] {
        // Seasons take a while, and a look waits for the lock.
        shown.withLock { $0.compactMap(\.monitor) }.map { $0.explainedStatus(judgement: judgement(of: $0)) }
    }

    private func judgement(of monitor: DriftMonitor) -> FeedJudgement? {
        feeds?.judgement(ofSchema: monitor.schema.sensors.name)
    }

    /// What cannot be watched, and what to do about it, by kind of station.
    public var problems: [(schema: String, words: String)] {
        let problems = shown.withLock { $0.map(\.problem) }
        return zip(watched, problems).compactMap { watched, problem in
            problem.map { (schema: watched.sensors.name, words: $0) }
        }
    }

    /// What all windows say now, one object.
    public var statusText: String {
        let statuses = statuses
        var writer = JSONWriter(capacity: 16_384)
        writer.object { writer in
            writer.member("drift_detected", statuses.contains(where: \.isDrifted))
            writer.name("schemas")
            writer.array { writer in
                for status in statuses {
                    status.write(to: &writer, judgement: feeds?.judgement(ofSchema: status.schema))
                }
                for problem in problems {
                    writer.object { writer in
                        writer.member("schema", problem.schema)
                        writer.member("problem", problem.words)
                    }
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The full report of one kind of station's window, one HTML page.
    /// - Parameter schema: the kind's name; nil for the first that is watched.
    /// - Returns: nil when it is not watched, or nothing can be told of it.
    /// - Throws: ``LedgerError`` when the history cannot be read.
    public func report(of schema: String?) async throws -> String? {
        let monitor = shown.withLock { shown in
            shown.lazy.compactMap(\.monitor).first { schema == nil || $0.schema.sensors.name == schema }
        }
        guard let monitor else { return nil }
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { [self] in
                continuation.resume(
                    with: Result {
                        let checks = try ledger.driftChecks(
                            ofSchema: monitor.schema.sensors.name, since: now().advanced(hours: -24 * 90),
                            limit: 2_000)
                        return monitor.report(judgement: judgement(of: monitor)).html(
                            history: checks.compactMap { check in check.severity.map { (check.checkedAt, $0) } })
                    })
            }
        }
    }

    private func look(at index: Int, _ followed: inout Followed) {
        do {
            guard let version = try watched[index].answering() else {
                shown.withLock { $0[index] = Shown() }
                followed.tried = nil
                return
            }
            if followed.tried != version {
                try follow(version, at: index, &followed)
            } else {
                shown.withLock { if $0[index].monitor != nil { $0[index].problem = nil } }
            }
        } catch {
            tell("\(error)", at: index)
        }
        guard let records = followed.source?.next() else { return }
        let isNew = !records.isEmpty || followed.isUnsaved
        if !isNew, followed.gauges?.isSet ?? false { return }
        let started = ContinuousClock.now
        let status = shown.withLock { shown in
            shown[index].monitor?.take(records)
            return shown[index].monitor?.status
        }
        guard let status else { return }
        duration.recordNanoseconds(Int64((ContinuousClock.now - started) / .nanoseconds(1)))
        followed.gauges?.show(status)
        var episode = followed.episode
        let actions = episode.take(status, isNew: isNew, at: now())
        // What the ledger does not take is found again by the next look.
        followed.isUnsaved = !remember(status, actions, isDrifted: episode.isDrifted, at: index)
        if !followed.isUnsaved { followed.episode = episode }
    }

    /// Takes up another version's reference; the windows are filled again from what the rings hold.
    private func follow(_ version: ModelVersion, at index: Int, _ followed: inout Followed) throws {
        let sensors = watched[index].sensors
        let last = try ledger.driftChecks(ofSchema: sensors.name, since: Timestamp(milliseconds: 0), limit: 1).last
        followed.tried = nil
        followed.source = nil
        followed.gauges?.withdraw()
        followed.gauges = nil
        shown.withLock { $0[index] = Shown() }
        guard let schema = FeatureSchema.all(of: sensors).first(where: { $0.name == version.run.view }) else {
            followed.tried = version
            throw DriftWatchError.unknownView(version)
        }
        // A file that cannot be read now may be at the next look; one without a reference stays so.
        let stored = try registry.referenceSet(of: version, schema: schema)
        followed.tried = version
        guard let reference = stored else {
            throw DriftWatchError.withoutReference(version)
        }
        let monitor = DriftMonitor(
            version: version, schema: schema, reference: reference, configuration: configuration)
        shown.withLock { $0[index] = Shown(monitor: monitor) }
        followed.source = RecentPredictions(dataDirectory: dataDirectory, schema: schema)
        followed.episode = DriftEpisode(isDrifted: last?.isDrifted ?? false, rememberedAt: last?.checkedAt)
        followed.gauges = DriftGauges(schema: schema, factory: metrics)
    }

    /// Shows a problem where there is no monitor, and logs it once.
    private func tell(_ problem: String, at index: Int) {
        let isNew = shown.withLock { shown in
            defer { shown[index].problem = problem }
            return shown[index].problem != problem
        }
        if isNew { logger.error("inputs cannot be watched for drift", metadata: ["error": "\(problem)"]) }
    }

    /// Keeps what a look found and tells what has begun or ended.
    ///
    /// Returns whether it is kept.
    private func remember(
        _ status: DriftStatus, _ actions: [DriftEpisode.Action], isDrifted: Bool, at index: Int
    ) -> Bool {
        guard !actions.isEmpty, memory != .none else { return true }
        let event: String? =
            actions.contains(.tellBeginning)
            ? "drift.detected" : actions.contains(.tellEnd) ? "drift.resolved" : nil
        let monitor = event == nil ? nil : shown.withLock { $0[index].monitor }
        let judgement = feeds?.judgement(ofSchema: status.schema)
        let told = monitor?.explainedStatus(judgement: judgement)
        var writer = JSONWriter(capacity: 16_384)
        (told ?? status).write(to: &writer, judgement: judgement)
        let payload = String(decoding: writer.bytes, as: UTF8.self)
        do {
            try ledger.record(
                DriftCheck(
                    checkedAt: now(), schema: status.schema, modelName: status.modelName,
                    modelVersion: status.modelVersion, rowCount: status.all.rowCount, from: status.all.from,
                    to: status.all.to, severity: status.all.severity, isDrifted: isDrifted,
                    scores: status.scoresText),
                telling: memory == .historyAndEvents ? event.map { (kind: $0, payload: payload) } : nil)
        } catch {
            logger.error(
                "what the drift watch found cannot be kept yet; the next look tries again",
                metadata: ["error": "\(error)"])
            return false
        }
        if event != nil {
            logger.notice(
                isDrifted ? "inputs have drifted" : "inputs are back where the model was trained",
                metadata: [
                    "schema": "\(status.schema)", "feature": "\(status.all.leading?.name ?? "none")",
                    "score": "\(status.all.severity ?? 0)", "model": "\(status.modelName) \(status.modelVersion)",
                ])
        }
        return true
    }
}
