import Dispatch
public import FeatureStore
import Features
public import Ledger
public import Logging
public import Metrics
public import Readings
public import ServiceLifecycle
import Synchronization

/// Judges the feeds of a data directory's stations again whenever readings have come.
///
/// Nothing is kept between looks but the ledger: the same readings give the same findings, so a restart loses nothing.
public final class FeedWatch: Service {
    /// What is judged.
    public struct Watched: Sendable {
        /// The kind of station.
        public let sensors: SensorSchema
        /// Up to when readings are trusted, such as the end of what the champion was trained on; nil for half of them.
        public let trustedUntil: @Sendable () throws -> Timestamp?

        /// What is judged.
        /// - Parameters:
        ///   - sensors: the kind of station.
        ///   - trustedUntil: up to when readings are trusted; nil for half of them.
        public init(sensors: SensorSchema, trustedUntil: @escaping @Sendable () throws -> Timestamp?) {
            self.sensors = sensors
            self.trustedUntil = trustedUntil
        }
    }

    /// Hours that are judged at least: a champion that was trained just now trusts what it saw, and a fault may be in it.
    private static let fewestJudged = 168
    /// Hours that are trusted at least.
    private static let fewestTrusted = 336
    /// Hours after which what was believed is trusted, and a fault that has not ended is what is usual.
    private static let hoursToBecomeUsual = 90 * 24
    /// Hours that are read at most; of many stations fewer, so that memory is bounded.
    private static let mostHours = 2 * 8_784
    private static let mostStationHours = 4_000_000

    private struct Judged {
        var judgement: FeedJudgement?
        var profile: FittedFeedProfile?
        var rowCount = -1
        /// Stations that readings were of at the last look.
        var stationCount: Int?
        var trustedUntil: Timestamp?
        var isUnsaved = false
        var problem: String?
        /// Judging takes no more than a share of the time, however often readings come.
        var notBefore: ContinuousClock.Instant?
    }

    private let lake: ReadingLake
    private let watched: [Watched]
    private let criteria: FeedCriteria
    private let ledger: LedgerDatabase
    private let memory: DriftWatch.Memory
    private let interval: Duration
    private let rest: Int
    private let now: @Sendable () -> Timestamp
    private let gauges: FeedGauges
    private let logger: Logger
    private let judged: Mutex<[String: Judged]>
    private let shown = Mutex<[String: (judgement: FeedJudgement?, quarantine: Quarantine)]>([:])
    private let queue = DispatchQueue(label: "feed watch", qos: .utility)

    /// A watch that has not looked yet.
    /// - Parameters:
    ///   - dataDirectory: where readings are stored.
    ///   - watched: at most one a kind of station.
    ///   - criteria: from when on a feed is not believed.
    ///   - ledger: keeps findings and what is to be delivered.
    ///   - memory: what a look leaves in it.
    ///   - interval: between two looks.
    ///   - rest: how many times as long as a judgement took the next one waits at least; less where a clock runs fast.
    ///   - now: the present moment.
    ///   - metrics: where the number of faults is shown.
    ///   - logger: told of findings that begin and end, and of what cannot be judged.
    public init(
        dataDirectory: String, watched: [Watched], criteria: FeedCriteria, ledger: LedgerDatabase,
        memory: DriftWatch.Memory, interval: Duration = .seconds(60), rest: Int = 20,
        now: @escaping @Sendable () -> Timestamp,
        metrics: any MetricsFactory, logger: Logger
    ) {
        lake = ReadingLake(dataDirectory: dataDirectory)
        self.watched = watched
        self.criteria = criteria
        self.ledger = ledger
        self.memory = memory
        self.interval = interval
        self.rest = rest
        self.now = now
        self.logger = logger
        gauges = FeedGauges(schemas: watched.map(\.sensors.name), factory: metrics)
        judged = Mutex([:])
    }

    /// What is known of the feeds of a kind of station; nil before the first look, and where there is too little.
    /// - Parameter schema: the kind's name.
    /// - Returns: the newest judgement.
    public func judgement(ofSchema schema: String) -> FeedJudgement? {
        shown.withLock { $0[schema]?.judgement }
    }

    /// Which feeds are not believed, and which were not in the last week.
    /// - Parameter schema: the kind's name.
    /// - Returns: nobody's before the first look.
    public func quarantine(ofSchema schema: String) -> Quarantine {
        shown.withLock { $0[schema]?.quarantine ?? .none }
    }

    /// Looks until the service is shut down.
    public func run() async {
        await queue.look(every: interval) { self.look() }
    }

    /// Judges the feeds of which readings have come since the last look. One look follows the other.
    public func look() {
        judged.withLock { judged in
            for entry in watched { look(at: entry, &judged[entry.sensors.name, default: Judged()]) }
        }
    }

    private func look(at entry: Watched, _ judged: inout Judged) {
        let schema = entry.sensors.name
        let started = ContinuousClock.now
        if let notBefore = judged.notBefore, started < notBefore { return }
        do {
            let (count, trusted) = (try lake.rowCount(of: entry.sensors), try entry.trustedUntil())
            if count != judged.rowCount || trusted != judged.trustedUntil || judged.isUnsaved {
                judged.judgement = try judgement(of: entry.sensors, trustedUntil: trusted, &judged)
                gauges.show(judged.judgement, schema: schema, at: now())
                judged.isUnsaved = !remember(judged.judgement, schema: schema)
                let seen = (judged.judgement, quarantine(judged.judgement, schema: schema))
                shown.withLock { $0[schema] = seen }
                (judged.rowCount, judged.trustedUntil) = (count, trusted)
                FreedMemory.giveBack()
                let ended = ContinuousClock.now
                judged.notBefore = ended + (ended - started) * rest
            }
            judged.problem = nil
        } catch {
            let problem = "\(error)"
            if judged.problem != problem {
                logger.error("feeds cannot be judged", metadata: ["schema": "\(schema)", "error": "\(problem)"])
            }
            judged.problem = problem
        }
    }

    private func judgement(
        of sensors: SensorSchema, trustedUntil: Timestamp?, _ judged: inout Judged
    ) throws -> FeedJudgement? {
        let stations = try judged.stationCount ?? lake.newestReadings(of: sensors, hours: 1).stations.count
        guard stations > 0 else { return nil }
        let kept = min(Self.mostHours, max(2 * Self.fewestTrusted, Self.mostStationHours / stations))
        let readings = try lake.newestReadings(of: sensors, hours: kept)
        judged.stationCount = readings.stations.count
        // A station that has been silent for years does not make all others' hours as long.
        guard let last = readings.observedAt.max() else { return nil }
        let first = last.advanced(hours: -kept).startOfItsWeek
        let hours = FeedHours(of: readings.selecting { readings.observedAt[$0] >= first })
        let latest = hours.time(ofHour: hours.hourCount - Self.fewestJudged)
        // A first champion has seen less than a profile needs, and one that stays for long less than there is.
        let usual = last.advanced(hours: -Self.hoursToBecomeUsual).startOfItsWeek
        let cut = min(max(trustedUntil ?? hours.middle, usual, hours.time(ofHour: Self.fewestTrusted)), latest)
        guard hours.hour(of: cut) >= Self.fewestTrusted else { return nil }
        // What was not believed must not become usual; what lasts for a season has.
        let oldest = cut.advanced(hours: -Self.hoursToBecomeUsual)
        let faults = try ledger.feedFaults(ofSchema: sensors.name, since: oldest).filter { $0.onset >= oldest }
        let trusted = hours.forgetting(faults)
        let fitted =
            judged.profile.flatMap { $0.isFitted(to: trusted, before: cut) ? $0 : nil }
            ?? FittedFeedProfile(of: trusted, before: cut)
        judged.profile = fitted
        return FeedJudgement(of: hours, trustedBefore: cut, profile: fitted.profile, criteria: criteria)
    }

    /// Who is not believed by a judgement and, where it begins after a younger champion's training, by those before it.
    private func quarantine(_ judgement: FeedJudgement?, schema: String) -> Quarantine {
        let week = now().advanced(hours: -ForecastSchema.historyHours - 1)
        if memory != .none, let kept = try? ledger.feedFaults(ofSchema: schema, since: week) { return Quarantine(kept) }
        return Quarantine((judgement?.findings ?? []).map { FeedFaultRecord($0, schema: schema) })
    }

    /// Keeps what was found and tells what has begun or ended.
    ///
    /// Returns whether it is kept.
    private func remember(_ judgement: FeedJudgement?, schema: String) -> Bool {
        guard let judgement, memory != .none else { return true }
        do {
            let changes = try ledger.record(
                judgement.findings.map { FeedFaultRecord($0, schema: schema) }, ofSchema: schema,
                judgedFrom: judgement.from,
                at: now(), telling: memory == .historyAndEvents)
            for (fault, change) in changes {
                logger.notice(
                    change == .begun ? "a feed is not to be believed" : "a feed is believed again",
                    metadata: ["schema": "\(schema)", "finding": "\(fault.sentence)"])
            }
            return true
        } catch {
            logger.error(
                "what the feed watch found cannot be kept yet; the next look tries again",
                metadata: ["error": "\(error)"])
            return false
        }
    }
}

extension Timestamp {
    /// The last end of whole weeks since 1970: what moves on by weeks lets what is usual stay as it was fitted for that long.
    fileprivate var startOfItsWeek: Timestamp { Timestamp(hourIndex: hourIndex / 168 * 168) }
}
