import Dispatch
import FeatureStore
public import Ledger
public import Logging
public import Readings
public import Registry
public import ServiceLifecycle
import Synchronization

/// Notices, retrains, proves, deploys and takes back: one look follows the other, and each is decided by what the ledger,
/// the registry and the lake hold, so that a restart goes on where the last look ended.
///
/// Of several processes on one data directory one has the loop.
public final class RetrainingLoop: Service {
    /// What the loop needs of its surroundings.
    public struct Surroundings: Sendable {
        /// Where everything is.
        public var dataDirectory: String
        /// What is trained together.
        public var subjects: [LoopSubject]
        /// When to train.
        public var retraining: RetrainingRules
        /// What challengers go through.
        public var promotion: PromotionRules
        /// Trains the models of a kind of station in the background; ends early when its task is cancelled. The moment is that
        /// at which the training began first, also where it begins again after a restart.
        public var train: @Sendable (LoopSubject, Timestamp) async -> TrainingOutcome
        /// Keeps forecasts and outcomes; nil where nothing is forecast.
        public var forecasts: ForecastWatch?

        /// Surroundings.
        /// - Parameters:
        ///   - dataDirectory: where everything is.
        ///   - subjects: what is trained together.
        ///   - retraining: when to train.
        ///   - promotion: what challengers go through.
        ///   - forecasts: keeps forecasts and outcomes.
        ///   - train: trains in the background.
        public init(
            dataDirectory: String, subjects: [LoopSubject], retraining: RetrainingRules, promotion: PromotionRules,
            forecasts: ForecastWatch?, train: @escaping @Sendable (LoopSubject, Timestamp) async -> TrainingOutcome
        ) {
            self.dataDirectory = dataDirectory
            self.subjects = subjects
            self.retraining = retraining
            self.promotion = promotion
            self.forecasts = forecasts
            self.train = train
        }
    }

    private struct Running {
        var memory: LoopMemory
        var task: Task<Void, Never>?
    }

    private let surroundings: Surroundings
    private let ledger: LedgerDatabase
    private let registry: ModelRegistry
    private let observer: LoopObserver
    private let interval: Duration
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let queue = DispatchQueue(label: "retraining loop", qos: .utility)
    private let running = Mutex<[String: Running]>([:])
    /// By schema what a training gave, with the moment at which it began.
    private let ended = Mutex<[String: (beginning: Int64, outcome: TrainingOutcome)]>([:])
    private let claim = Mutex<LoopClaim?>(nil)
    private let problem = Mutex<String?>(nil)

    /// A loop that has not looked yet.
    /// - Parameters:
    ///   - surroundings: what it needs.
    ///   - ledger: keeps decisions and states.
    ///   - interval: between two looks.
    ///   - now: the present moment.
    ///   - logger: told of decisions, and of what cannot be done.
    public init(
        _ surroundings: Surroundings, ledger: LedgerDatabase, interval: Duration,
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.surroundings = surroundings
        self.ledger = ledger
        self.interval = interval
        self.now = now
        self.logger = logger
        registry = ModelRegistry(dataDirectory: surroundings.dataDirectory)
        observer = LoopObserver(
            lake: ReadingLake(dataDirectory: surroundings.dataDirectory), ledger: ledger, registry: registry,
            forecasts: surroundings.forecasts)
    }

    /// Looks until the service is shut down; a training that is under way is given up then, and begins again at the next
    /// start.
    public func run() async {
        await queue.look(every: interval) { self.look() }
        for task in running.withLock({ $0.values.compactMap(\.task) }) { task.cancel() }
        await trainingsEnded()
        for (schema, entry) in running.withLock({ $0 }) where entry.memory.retraining.training != nil {
            var memory = entry.memory
            memory.retraining.giveUp()
            // What cannot be kept counts as lost.
            try? ledger.record([], states: memory.states(ofSchema: schema))
        }
    }

    /// Waits until no training is under way; its end is taken in by the next look.
    public func trainingsEnded() async {
        for task in running.withLock({ $0.values.compactMap(\.task) }) { await task.value }
    }

    /// Looks once.
    public func look() {
        do {
            guard try hasLoop() else { return }
            for subject in surroundings.subjects { try look(at: subject) }
            problem.withLock { $0 = nil }
        } catch {
            let text = "\(error)"
            if problem.withLock({ known in
                defer { known = text }
                return known != text
            }) {
                logger.error(
                    "the retraining loop cannot go on; the next look tries again", metadata: ["error": "\(text)"])
            }
        }
    }

    /// Whether this process has the loop.
    private func hasLoop() throws(RegistryError) -> Bool {
        if claim.withLock({ $0 != nil }) { return true }
        guard let taken = try LoopClaim(dataDirectory: surroundings.dataDirectory) else { return false }
        claim.withLock { $0 = taken }
        return true
    }

    private func look(at subject: LoopSubject) throws {
        let schema = subject.sensors.name
        let moment = now()
        var isFirst = false
        let known = running.withLock { $0[schema] }
        var memory: LoopMemory
        if let known {
            memory = known.memory
        } else {
            memory = try LoopMemory(ofSchema: schema, in: ledger)
            isFirst = true
        }
        let standing = RegistryStanding(
            registry: registry, ledger: ledger, forecaster: subject.forecaster, forecasts: surroundings.forecasts)
        try standing.reconcile(subject.models, at: moment)
        var step = LoopStep(
            subject: subject, moment: moment, memory: memory, retraining: surroundings.retraining,
            promotion: surroundings.promotion, standing: standing)
        let end = ended.withLock { $0[schema] }
        // What a training gave that a person has ended meanwhile is not taken in.
        if let end, end.beginning == memory.retraining.training?.startedAt { try step.trainingEnded(end.outcome) }
        let requests = step.takeRequests(try ledger.openRetrainingRequests().filter { $0.schema == schema })
        if isFirst { step.resume() }
        step.observe(
            try observer.observation(
                of: subject, at: moment, requests: requests, readingsAtTraining: step.memory.readingsAtTraining))
        try step.followChallengers()
        // Decisions and the state that they led to are kept together; until then nothing of this look has happened but moves
        // of aliases, which the next look finds.
        if !step.decisions.isEmpty || !step.settled.isEmpty || step.memory != known?.memory {
            try ledger.record(
                step.decisions, states: step.memory.states(ofSchema: schema), settling: (step.settled, moment))
        }
        // Only now: a look that failed before takes it in again.
        if end != nil { ended.withLock { $0[schema] = nil } }
        for decision in step.decisions {
            logger.notice("\(decision.verdict): \(decision.sentence)", metadata: ["schema": "\(schema)"])
        }
        memory = step.memory
        if step.mustEndTraining { known?.task?.cancel() }
        let training = memory.retraining.training
        let task = step.mustTrain ? training.map { begin(subject, $0) } : known?.task
        running.withLock { $0[schema] = Running(memory: memory, task: task) }
    }

    /// Trainings of several kinds of station follow each other.
    private func begin(
        _ subject: LoopSubject, _ training: RetrainingStateMachine.Training
    ) -> Task<Void, Never> {
        let others = running.withLock { $0.values.compactMap(\.task) }
        return Task { [surroundings, self] in
            for other in others { await other.value }
            if Task.isCancelled { return }
            let outcome = await surroundings.train(subject, training.firstStart)
            if !Task.isCancelled { ended.withLock { $0[subject.sensors.name] = (training.startedAt, outcome) } }
        }
    }
}
