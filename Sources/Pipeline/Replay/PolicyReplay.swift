import FeatureStore
import Features
import Learning
import Ledger
import Readings
import Registry

/// One policy on its way through history: the loop's own step every hour, on what was known then.
final class PolicyReplay {
    /// What trains and judges.
    struct Workshop: Sendable {
        let forecasters: ForecasterTraining
        let detectors: DetectorChallenge
        /// Rows that a detector's reference holds at most.
        let referenceRows: Int
        let drift: DriftMonitor.Configuration
    }

    /// What was seen at the end of a day.
    struct Day: Sendable {
        let moment: Timestamp
        /// Error of the weakest sensor beside persistence, as a multiple of what was promised.
        let skillRatio: Double?
        /// The largest drift score of a group that votes.
        let driftScore: Double?
        /// The version that forecasts.
        let version: Int?
    }

    private let history: ReplayHistory
    private let subject: LoopSubject
    private let retraining: RetrainingRules
    private let promotion: PromotionRules
    private let workshop: Workshop
    private let standing: ReplayStanding
    private var memory = LoopMemory()
    private var ended: TrainingOutcome?
    private var monitor: DriftMonitor?
    private var episode = DriftEpisode()
    private var requests: [RetrainingRequest] = []
    private var requestCount: Int64 = 0
    private var readingsAtRequest = 0
    private(set) var decisions: [DecisionRecord] = []
    private(set) var days: [Day] = []
    /// By hour since the start which version forecast.
    private(set) var champions: [ReplayedForecaster?] = []

    init(
        _ history: ReplayHistory, subject: LoopSubject, retraining: RetrainingRules, promotion: PromotionRules,
        workshop: Workshop
    ) {
        self.history = history
        self.subject = subject
        self.retraining = retraining
        self.promotion = promotion
        self.workshop = workshop
        standing = ReplayStanding(subject: subject, history: history)
    }

    /// Moves of the forecaster's alias.
    var moves: [(moment: Timestamp, version: Int, isReturn: Bool)] {
        standing.moves.map { (history.time(ofHour: $0.hour), $0.version, $0.isReturn) }
    }

    /// Goes through all hours.
    func run(watch: TrainingWatch) throws {
        readingsAtRequest = history.readingCount(at: history.start)
        for hour in history.start..<history.end {
            champions.append(standing.forecaster)
            try look(at: hour)
            if (hour - history.start) % 24 == 23 {
                watch.pieceEnded()
                if watch.isCancelled() { throw LearningError(subject: "replay", reason: .cancelled) }
            }
        }
    }

    private func look(at hour: Int) throws {
        standing.hour = hour
        let moment = history.time(ofHour: hour)
        if history.findings.contains(where: { $0.foundAt == moment }) {
            for forecaster in standing.forecasters.values { forecaster.correct(at: hour) }
        }
        let drift = takeInputs(at: hour)
        countReadings(at: hour)
        var step = LoopStep(
            subject: subject, moment: moment, memory: memory, retraining: retraining, promotion: promotion,
            standing: standing)
        if let outcome = ended { try step.trainingEnded(outcome) }
        ended = nil
        let observation = observation(at: hour, drift: drift, readingsAtTraining: step.memory.readingsAtTraining)
        step.observe(observation)
        try step.followChallengers()
        memory = step.memory
        decisions += step.decisions
        let answered = Set(step.decisions.flatMap(\.requests)).union(step.settled)
        requests.removeAll { answered.contains($0.id) }
        if step.mustTrain { ended = train(at: hour) }
        if (hour - history.start) % 24 == 23 {
            days.append(
                Day(
                    moment: moment, skillRatio: observation.skill?.ratio, driftScore: drift?.score,
                    version: standing.forecaster?.number))
        }
    }

    private func observation(
        at hour: Int, drift: RetrainingObservation.Drift?, readingsAtTraining: Int?
    ) -> RetrainingObservation {
        let now = history.time(ofHour: hour)
        // That a feed is believed again is told a day after it has become plausible.
        let open = history.findings(knownAt: hour).filter { finding in
            finding.endedAt.map { now < $0.advanced(hours: 24) } ?? true
        }
        return RetrainingObservation(
            moment: now, drift: drift, skill: standing.forecaster?.skill(at: hour).weakest,
            doubtedFeeds: open.map {
                RetrainingObservation.DoubtedFeed(name: "\($0.sensor) of \($0.station)", sentence: $0.sentence)
            },
            requests: requests,
            material: RetrainingObservation.Material(
                readings: history.readingCount(at: hour), readingsAtTraining: readingsAtTraining,
                missingModels: subject.models.filter { standing.champion(of: $0) == nil }))
    }

    /// Takes an hour's inputs into the windows of drift.
    private func takeInputs(at hour: Int) -> RetrainingObservation.Drift? {
        guard let champion = standing.detector else { return nil }
        var rows = history.readings(at: hour)
        if monitor?.version.number != champion.version {
            monitor = monitor(of: champion)
            // The windows of another version are filled again with the last inputs.
            rows = max(0, rows.upperBound - workshop.drift.windowSize)..<rows.upperBound
        }
        monitor?.take(rows.map { history.windowRecord(ofReading: $0, version: champion.version) })
        guard let status = monitor?.status, status.all.isJudged else { return nil }
        let actions = episode.take(status, isNew: !rows.isEmpty, at: history.time(ofHour: hour))
        if actions.contains(.tellBeginning) {
            request(.alert, at: hour, detail: "drift of \(status.all.leading?.name ?? "inputs")")
        }
        return RetrainingObservation.Drift(
            hasMoved: episode.isDrifted, groups: [], score: status.all.severity)
    }

    private func monitor(of champion: (version: Int, detector: ReplayStanding.Detector)) -> DriftMonitor {
        let training = champion.detector.training
        let schema = training.trainingRows.schema
        return DriftMonitor(
            version: ModelVersion(
                name: subject.detector, number: champion.version, directory: "",
                run: TrainingRun(
                    kind: .anomaly, view: schema.name, schemaFingerprint: schema.fingerprint,
                    inputs: schema.featureNames, data: training.data, parameters: [:], seed: workshop.detectors.seed,
                    metrics: training.metrics, trainedAt: training.data.to, programVersion: ""), digests: [:]),
            schema: schema,
            reference: ReferenceSet(
                of: training.trainingRows, mostRows: workshop.referenceRows, seed: workshop.detectors.seed),
            configuration: workshop.drift)
    }

    private func countReadings(at hour: Int) {
        let count = history.readingCount(at: hour)
        guard count - readingsAtRequest >= retraining.fewestNewReadings else { return }
        readingsAtRequest = count
        request(.newReadings, at: hour, detail: "\(retraining.fewestNewReadings) readings are new")
    }

    private func request(_ origin: RetrainingRequest.Origin, at hour: Int, detail: String) {
        requestCount += 1
        requests.append(
            RetrainingRequest(
                id: requestCount, askedAt: history.time(ofHour: hour), origin: origin, schema: subject.sensors.name,
                readingCount: history.readingCount(at: hour), detail: detail))
    }

    private func train(at hour: Int) -> TrainingOutcome {
        let material = history.material(at: hour)
        let now = history.time(ofHour: hour)
        let (detector, forecaster) = (standing.detector, standing.forecaster)
        let champions = (
            detector: detector.map {
                DetectorChallenge.Champion(
                    detector: $0.detector.detector, schema: $0.detector.training.trainingRows.schema,
                    version: $0.version, seen: Timestamp(iso8601: $0.detector.training.data.to) ?? now)
            },
            forecaster: forecaster.map {
                ForecasterChallenge.Champion(forecaster: $0.forecaster, version: $0.number, seen: $0.seen)
            }
        )
        // The two know nothing of each other and are trained side by side.
        let trained = workshop.detectors.loop.map(2) { [workshop] place in
            place == 0
                ? Trained.detector(
                    Result { () throws(PipelineError) in
                        try workshop.detectors.run(
                            material.features, readings: material.readings, against: champions.detector)
                    })
                : Trained.forecaster(
                    Result { () throws(PipelineError) in
                        let challenge = ForecasterChallenge(training: workshop.forecasters)
                        return if let champion = champions.forecaster {
                            try challenge.run(material.examples, newest: now, against: champion)
                        } else { try challenge.first(material.examples) }
                    })
        }
        var records: [ChallengeRecord] = []
        var problems: [String] = []
        for result in trained {
            switch result {
            case .detector(.success(let (training, verdict))):
                records.append(
                    ChallengeRecord(
                        name: subject.detector, version: standing.add(training), champion: detector?.version,
                        verdict: verdict))
            case .forecaster(.success(let outcome)):
                records.append(
                    ChallengeRecord(
                        name: subject.forecaster ?? "", version: standing.add(outcome.training),
                        champion: forecaster?.number, verdict: outcome.verdict))
            case .detector(.failure(let error)), .forecaster(.failure(let error)): problems.append("\(error)")
            }
        }
        return records.isEmpty
            ? .failed(problems.joined(separator: "; ")) : .challenges(records, problems: problems)
    }

    private enum Trained: Sendable {
        case detector(Result<(training: DetectorTraining.Outcome, verdict: GateVerdict), PipelineError>)
        case forecaster(Result<ForecasterChallenge.Outcome, PipelineError>)
    }
}

extension ReplayHistory {
    /// A reading as the windows of drift take it.
    fileprivate func windowRecord(ofReading row: Int, version: Int) -> WindowRecord {
        WindowRecord(
            sequence: UInt64(row + 1), answeredAt: readings.observedAt[row], observedAt: readings.observedAt[row],
            station: features.stations[row], modelVersion: version, anomalyScore: 0, isAnomaly: false, values: [],
            features: Array(features.matrix[row: row]))
    }
}
