import Dispatch
import FeatureStore
import Features
public import Ledger
public import Logging
public import Metrics
public import Readings
public import Registry
public import ServiceLifecycle
import Synchronization

/// Issues the forecasts of every station and hour into the ledger, gives them their outcomes as readings come, and knows how
/// good they have been.
///
/// Beside the champion's it issues those of versions that are on their way or were champion before, so that they can be
/// compared on the same hours. What is kept is kept once: a restart goes on where the ledger ends.
public final class ForecastWatch: Service {
    /// Hours that are issued late at most, after a time without this program.
    private static let hoursToCatchUp = 48
    /// Hours after which an outcome is not corrected any more.
    private static let hoursToCorrect = 72
    /// Hours of targets that skill is measured over.
    public static let windowHours = 168

    private struct Progress {
        var rowCount = -1
        var versions: [Int] = []
        var faults: [FeedFaultRecord] = []
        var settled: [ForecastOutcome.Place: ForecastOutcome] = [:]
        var loaded: [Int: LoadedForecaster] = [:]
        var problem: String?
        /// By version why it cannot forecast beside the champion.
        var leftOut: [Int: String] = [:]
        var forgottenOn: Int64?
    }

    /// What others ask for.
    private struct Shown {
        var skill: ChampionSkill?
        /// Of the forecasts and outcomes that are kept now.
        var comparisons: [Compared: LiveComparison] = [:]
        /// How often outcomes have been settled: a comparison that was begun before is not one of what is kept now.
        var settlements = 0
    }

    private struct Compared: Hashable {
        let first: Int
        let second: Int
        let start: Timestamp
    }

    private let lake: ReadingLake
    private let ledger: LedgerDatabase
    private let name: String
    private let versions: @Sendable () throws -> [Int]
    private let load: @Sendable (Int) throws -> LoadedForecaster
    private let keepDays: Int
    private let interval: Duration
    private let now: @Sendable () -> Timestamp
    private let gauges: ForecastGauges
    private let logger: Logger
    private let progress = Mutex(Progress())
    private let shown = Mutex(Shown())
    private let queue = DispatchQueue(label: "forecast watch", qos: .utility)

    /// A watch that has not looked yet.
    /// - Parameters:
    ///   - dataDirectory: where readings are stored.
    ///   - ledger: keeps forecasts and outcomes.
    ///   - name: the forecaster's name.
    ///   - versions: the versions that forecast, the champion first.
    ///   - load: loads a version.
    ///   - keepDays: days for which forecasts are kept.
    ///   - interval: between two looks.
    ///   - now: the present moment.
    ///   - metrics: where errors are shown.
    ///   - logger: told of what cannot be done.
    public init(
        dataDirectory: String, ledger: LedgerDatabase, name: String,
        versions: @escaping @Sendable () throws -> [Int], load: @escaping @Sendable (Int) throws -> LoadedForecaster,
        keepDays: Int = 400, interval: Duration, now: @escaping @Sendable () -> Timestamp,
        metrics: any MetricsFactory, logger: Logger
    ) {
        lake = ReadingLake(dataDirectory: dataDirectory)
        self.ledger = ledger
        self.name = name
        self.versions = versions
        self.load = load
        self.keepDays = keepDays
        self.interval = interval
        self.now = now
        self.logger = logger
        gauges = ForecastGauges(factory: metrics)
    }

    /// Looks until the service is shut down.
    public func run() async {
        await queue.look(every: interval) { self.look() }
    }

    /// How good the champion's forecasts have been in the last week; nil before the first look.
    var championSkill: ChampionSkill? { shown.withLock { $0.skill } }

    /// Compares two versions on the targets that both have forecast.
    /// - Parameters:
    ///   - first: a version.
    ///   - second: another.
    ///   - start: the first moment of the targets.
    /// - Returns: how the first did beside the second.
    /// - Throws: ``LedgerError``.
    public func comparison(of first: Int, with second: Int, since start: Timestamp) throws(LedgerError)
        -> LiveComparison
    {
        // Thousands of pairs, and the same until a look has kept or settled something.
        let place = Compared(first: first, second: second, start: start)
        let (known, settlements) = shown.withLock { ($0.comparisons[place], $0.settlements) }
        if let known { return known }
        let comparison = LiveComparison(
            try ledger.pairedErrors(
                ofModel: name, first: first, second: second, targets: start...max(start, now())))
        shown.withLock { if $0.settlements == settlements { $0.comparisons[place] = comparison } }
        return comparison
    }

    /// Issues and settles what has come since the last look. One look follows the other.
    public func look() {
        progress.withLock { progress in
            do {
                try look(&progress)
                progress.problem = nil
            } catch {
                let problem = "\(error)"
                if progress.problem != problem {
                    logger.error(
                        "forecasts cannot be kept; the next look tries again", metadata: ["error": "\(problem)"])
                }
                progress.problem = problem
            }
        }
    }

    private func look(_ progress: inout Progress) throws {
        let moment = now()
        let (count, wanted) = (try lake.rowCount(of: .weather), try versions())
        guard let champion = wanted.first else { return }
        let start = moment.advanced(hours: -Self.hoursToCorrect)
        let faults = try ledger.feedFaults(
            ofSchema: SensorSchema.weather.name, since: moment.advanced(hours: -Self.hoursRead))
        guard count != progress.rowCount || wanted != progress.versions || faults != progress.faults else { return }
        let readings = try lake.readings(
            of: .weather, from: moment.advanced(hours: -Self.hoursRead),
            until: Timestamp(milliseconds: moment.milliseconds + 1)
        ).withoutFuture
        let quarantine = Quarantine(faults)
        try issue(from: readings, quarantine: quarantine, versions: wanted, at: moment, &progress)
        let outcomes = ForecastOutcome.all(in: readings, quarantine: quarantine, from: start)
            .filter { progress.settled[$0.place] != $0 }
        try ledger.settle(outcomes, ofModel: name)
        for outcome in outcomes { progress.settled[outcome.place] = outcome }
        progress.settled = progress.settled.filter { $0.key.hour >= start.hourIndex }
        shown.withLock {
            $0.comparisons = [:]
            $0.settlements += 1
        }
        let errors = try ledger.forecastErrors(
            ofModel: name, version: champion, targets: moment.advanced(hours: -Self.windowHours)...moment)
        gauges.show(errors)
        let promised = progress.loaded[champion]?.version.run.metrics ?? [:]
        let newest = progress.settled.lazy.filter { $0.value.value != nil }.map(\.key.hour).max()
        let skill = ChampionSkill(
            version: champion, skill: LiveSkill(errors, promised: promised), newestOutcome: newest)
        shown.withLock { $0.skill = skill }
        if progress.forgottenOn != moment.dayIndex {
            try ledger.forgetForecasts(before: moment.advanced(hours: -24 * keepDays))
            progress.forgottenOn = moment.dayIndex
        }
        (progress.rowCount, progress.versions, progress.faults) = (count, wanted, faults)
    }

    private static var hoursRead: Int { ForecastSchema.historyHours + hoursToCatchUp + hoursToCorrect }

    private func issue(
        from readings: ReadingTable, quarantine: Quarantine, versions: [Int], at moment: Timestamp,
        _ progress: inout Progress
    ) throws {
        progress.loaded = progress.loaded.filter { versions.contains($0.key) }
        let best = readings.preferringSources(.standard).hourly()
        let series = zip(best.stations, best.rowsByStation()).map { station, rows in
            (station: station, series: best.series(ofRows: rows, trustingFlagged: false))
        }
        let oldest = moment.advanced(hours: -Self.hoursToCatchUp).hourIndex
        for version in versions {
            let issued = try ledger.issuedHours(ofModel: name, version: version, since: oldest)
            let forecasts: [KeptForecast]
            do {
                let model = try progress.loaded[version] ?? load(version)
                progress.loaded[version] = model
                // Readings may come after those of a later hour, so that every hour is looked at that is not issued.
                forecasts = try ForecastIssue(model: model, quarantine: quarantine, madeAt: moment)
                    .forecasts(of: series, from: oldest, except: issued)
                progress.leftOut[version] = nil
            } catch  where version != versions.first {
                // Who only stands beside the champion must not hold it up.
                leaveOut(version, because: "\(error)", &progress)
                continue
            }
            try ledger.keep(forecasts)
            // Those of hours that are over already need their outcomes as well.
            for forecast in forecasts where forecast.targetHour <= moment.hourIndex {
                progress.settled[forecast.place] = nil
            }
        }
    }

    private func leaveOut(_ version: Int, because problem: String, _ progress: inout Progress) {
        if progress.leftOut[version] != problem {
            logger.error(
                "a version does not forecast beside the champion",
                metadata: ["model": "\(name)", "version": "\(version)", "error": "\(problem)"])
        }
        progress.leftOut[version] = problem
    }
}

extension ForecastOutcome {
    /// What makes an outcome the same one.
    struct Place: Hashable {
        let station: String
        let sensor: String
        let hour: Int64
    }

    var place: Place { Place(station: station, sensor: sensor, hour: hour) }
}

extension KeptForecast {
    /// The place of its outcome.
    fileprivate var place: ForecastOutcome.Place {
        ForecastOutcome.Place(station: series.station, sensor: series.sensor, hour: targetHour)
    }
}

extension LiveComparison {
    /// Compares two versions by their errors on the same targets.
    /// - Parameter errors: by hour.
    public init(_ errors: [PairedErrors]) {
        struct Output: Hashable {
            let sensor: String
            let horizon: Int
        }
        let means = Dictionary(grouping: errors) { Output(sensor: $0.sensor, horizon: $0.horizon) }
            .mapValues { errors in errors.reduce(0) { $0 + $1.second } / Double(errors.count) }
        let hours = Dictionary(grouping: errors, by: \.targetHour).sorted { $0.key < $1.key }
        self.init(
            differences: hours.map { _, errors in
                let relative = errors.compactMap { error -> Double? in
                    guard let mean = means[Output(sensor: error.sensor, horizon: error.horizon)], mean > 0 else {
                        return nil
                    }
                    return (error.first - error.second) / mean
                }
                return relative.isEmpty ? .nan : relative.reduce(0, +) / Double(relative.count)
            })
    }
}
