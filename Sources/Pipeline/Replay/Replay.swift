import FeatureStore
import Features
public import Learning
public import Readings
import Registry

/// A stretch of stored history, hour by hour through the loop, once for each policy.
///
/// Everything that decides is the service's own code: the state machines, the judgement of feeds, the windows of drift,
/// training, gate, shadow, trial and roll-back. Held in memory are what the service keeps in its ledger and registry.
public struct Replay: Sendable {
    /// What is replayed, and how.
    public struct Plan: Sendable {
        /// Policies to compare.
        public var policies: [ReplayPolicy]
        /// When the first models are trained; nil for twelve weeks after the first reading.
        public var from: Timestamp?
        /// The end; nil for the last reading.
        public var to: Timestamp?
        /// What is put into history.
        public var faults: [ReplayFault]
        /// When to train; the policies of each replay take the place of its own, and the freeze is off.
        public var retraining: RetrainingRules
        /// What challengers go through; nobody approves in a replay.
        public var promotion: PromotionRules
        /// How inputs are watched.
        public var drift: DriftMonitor.Configuration
        /// From when on a feed is not believed; nil believes all of them.
        public var criteria: FeedCriteria?
        /// Settings that are shown beside the figures, by name.
        public var settings: [String: String]

        /// What is replayed, and how.
        /// - Parameters:
        ///   - policies: those to compare.
        ///   - from: when the first models are trained; nil for twelve weeks after the first reading.
        ///   - to: the end; nil for the last reading.
        ///   - faults: what is put into history.
        ///   - retraining: when to train.
        ///   - promotion: what challengers go through.
        ///   - drift: how inputs are watched.
        ///   - criteria: from when on a feed is not believed; nil believes all of them.
        ///   - settings: what is shown beside the figures, by name; has no influence.
        public init(
            policies: [ReplayPolicy], from: Timestamp? = nil, to: Timestamp? = nil, faults: [ReplayFault] = [],
            retraining: RetrainingRules = RetrainingRules(), promotion: PromotionRules = PromotionRules(),
            drift: DriftMonitor.Configuration = DriftMonitor.Configuration(),
            criteria: FeedCriteria? = FeedCriteria(), settings: [String: String] = [:]
        ) {
            self.policies = policies
            self.from = from
            self.to = to
            self.faults = faults
            self.retraining = retraining
            self.promotion = promotion
            self.drift = drift
            self.criteria = criteria
            self.settings = settings
        }
    }

    private static let firstHours = 12 * 7 * 24

    private let plan: Plan
    private let job: TrainingJob

    /// A replay of the job's data directory.
    /// - Parameters:
    ///   - plan: what is replayed.
    ///   - job: knows the readings, the names of models, the seed and what forecasters are made of; nothing is registered.
    public init(_ plan: Plan, job: TrainingJob) {
        self.plan = plan
        self.job = job
    }

    /// Replays weather.
    /// - Parameter watch: is told of days of all policies, and asked whether to go on.
    /// - Returns: how each policy did.
    /// - Throws: ``PipelineError`` when the lake cannot be read, or there is too little before or after the first training.
    public func run(watch: TrainingWatch = .none) throws(PipelineError) -> ReplayReport {
        let history = try history()
        watch.begin(plan.policies.count * ((history.end - history.start) / 24))
        // Policies go side by side, and the trainings of each as well: the last of them is not left with a single thread.
        let loop = ConcurrentLoop.threads(job.configuration.threads)
        let results = loop.map(plan.policies.count) { place in
            Result { () throws(PipelineError) in
                try outcome(of: plan.policies[place], in: history, loop: loop, watch: watch)
            }
        }
        var outcomes: [PolicyOutcome] = []
        for result in results { outcomes.append(try result.get()) }
        let quantity = history.hours.schema.quantities[0]
        return ReplayReport(
            plan: plan, from: history.time(ofHour: history.start), to: history.time(ofHour: history.end),
            stations: history.hours.stationNames, sensor: quantity.name, unit: quantity.unit, faults: history.faults,
            findings: history.findings, outcomes: outcomes)
    }

    private func history() throws(PipelineError) -> ReplayHistory {
        do {
            let stored = try ReadingLake(dataDirectory: job.configuration.dataDirectory).readings(of: .weather)
                .withoutFuture
            let all = FeedHours(of: stored)
            let first = plan.from.map { all.hour(of: $0) } ?? Self.firstHours
            let last = min(all.hourCount, plan.to.map { all.hour(of: $0) } ?? all.hourCount)
            guard first >= 24 * FirstForecaster.days, last - first >= 48 else {
                throw PipelineError(
                    subject: "replay",
                    reason: .tooFewToReplay(
                        before: min(max(0, first), all.hourCount), after: max(0, last - first),
                        neededBefore: 24 * FirstForecaster.days, neededAfter: 48))
            }
            let seed = job.configuration.seed
            let faults = try plan.faults.enumerated().map { place, fault in
                try PlacedFault(fault, in: all, stretch: first..<last, seed: seed &+ UInt64(place))
            }
            return ReplayHistory(
                stored: all, best: stored.preferringSources(.standard).hourly(), stretch: first..<last, faults: faults,
                criteria: plan.criteria
            ) { job.forecastExamples(of: $0, neighboursBefore: $1) }
        } catch {
            throw PipelineError(error, subject: "replay")
        }
    }

    private func outcome(
        of policy: ReplayPolicy, in history: ReplayHistory, loop: ConcurrentLoop, watch: TrainingWatch
    ) throws(PipelineError) -> PolicyOutcome {
        let configuration = job.configuration
        var (retraining, promotion) = (plan.retraining, plan.promotion)
        retraining.policies = policy.policies
        retraining.failuresToFreeze = 0
        promotion.needsApproval = false
        var drift = plan.drift
        drift.hasStationWindows = false
        let replay = PolicyReplay(
            history,
            subject: LoopSubject(
                sensors: .weather, detector: configuration.names.detector(ofSchema: SensorSchema.weather.name),
                forecaster: configuration.names.weatherForecaster),
            retraining: retraining, promotion: promotion,
            workshop: PolicyReplay.Workshop(
                forecasters: ForecasterTraining(
                    trainer: ForecasterTrainer(booster: configuration.booster), loop: loop),
                detectors: DetectorChallenge(seed: configuration.seed, loop: loop),
                referenceRows: configuration.referenceRows, drift: drift))
        do {
            try replay.run(watch: watch)
        } catch {
            throw PipelineError(error, subject: "replay of \(policy.name)")
        }
        return PolicyOutcome(policy, of: replay, in: history)
    }
}
