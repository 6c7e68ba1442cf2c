import Ledger
import Readings
import Registry

/// One look at one kind of station: turns what the state machines want into moves of aliases and decisions to keep.
struct LoopStep {
    let subject: LoopSubject
    let moment: Timestamp
    var memory: LoopMemory
    let retraining: RetrainingRules
    let promotion: PromotionRules
    let standing: any ModelStanding
    private(set) var decisions: [DecisionRecord] = []
    private(set) var mustTrain = false
    private(set) var mustEndTraining = false
    /// Requests that are settled without a decision.
    private(set) var settled: [Int64] = []

    init(
        subject: LoopSubject, moment: Timestamp, memory: LoopMemory, retraining: RetrainingRules,
        promotion: PromotionRules, standing: any ModelStanding
    ) {
        self.subject = subject
        self.moment = moment
        self.memory = memory
        self.retraining = retraining
        self.promotion = promotion
        self.standing = standing
    }

    private var schema: String { subject.sensors.name }

    /// Takes in who asks for a training, and ends what persons have cancelled.
    ///
    /// Returns what is left to decide.
    mutating func takeRequests(_ open: [RetrainingRequest]) -> [RetrainingRequest] {
        perform(memory.retraining.cancel(open, at: moment), inputs: "{}")
        let settled = Set(decisions.flatMap(\.requests))
        return open.filter { !settled.contains($0.id) }
    }

    /// Goes on after a start.
    mutating func resume() {
        if memory.isDamaged {
            note(
                "failed",
                "What the loop knew could not be read from the ledger; requests that were answered and versions on "
                    + "their way are forgotten, and it begins anew.")
            memory.isDamaged = false
        }
        perform(memory.retraining.resume(at: moment, rules: retraining), inputs: "{}")
    }

    /// Takes in what is known.
    mutating func observe(_ observation: RetrainingObservation) {
        // Without any version nothing can have grown.
        if memory.readingsAtTraining == nil,
            subject.models.contains(where: { (try? standing.champion(of: $0)) ?? nil != nil })
        {
            memory.readingsAtTraining = observation.material.readings
        }
        let actions = memory.retraining.look(observation, rules: retraining)
        // Most looks decide nothing, and need no text of what they rest on.
        if !actions.isEmpty { perform(actions, inputs: observation.json(rules: retraining)) }
        if mustTrain {
            memory.readingsBeforeTraining = memory.readingsAtTraining
            memory.readingsAtTraining = observation.material.readings
        }
    }

    /// Takes in the end of a training.
    mutating func trainingEnded(_ outcome: TrainingOutcome) throws {
        switch outcome {
        case .busy:
            memory.retraining.trainingDidNotBegin()
            memory.readingsAtTraining = memory.readingsBeforeTraining
            note(
                "failed",
                "Another process trained on the same data directory all the while; what asked for this training is looked "
                    + "at anew, and a person may ask again.")
        case .failed(let reason):
            memory.retraining.trainingEnded(hasFailed: true)
            note("failed", "The training gave no challenger: \(reason)")
        case .challenges(let records, let problems):
            memory.retraining.trainingEnded(hasFailed: records.isEmpty)
            for problem in problems { note("failed", "A model was not trained: \(problem)") }
            let news = try records.filter { try take($0) }
            // Models are trained together: a training has failed when none of its versions is on its way.
            let isRefused = { (record: ChallengeRecord) in record.champion != nil && !record.verdict.passed }
            if !news.isEmpty, news.allSatisfy(isRefused) { memory.retraining.challengerFailed() }
        }
    }

    /// Takes in what is said of a version, and returns whether it is another one than those that are known.
    private mutating func take(_ record: ChallengeRecord) throws -> Bool {
        var machine = memory.promotions[record.name] ?? PromotionStateMachine()
        let champion = try standing.champion(of: record.name)
        if record.isChampion || machine.stage.challenger == record.version {
            note(
                "failed",
                "The training gave version \(record.version) of \(record.name) again, which is "
                    + (record.isChampion ? "champion" : "on its way") + " already: it had nothing new to learn from.",
                model: record.name, version: record.version)
            return false
        }
        // The first version is champion from its registration on.
        guard let before = record.champion, champion != record.version else {
            note(
                PromotionVerdict.promoted.rawValue,
                "Version \(record.version) of \(record.name) is the first champion: "
                    + record.verdict.sentence, model: record.name, version: record.version)
            memory.retraining.challengerPromoted(at: moment, isProven: false)
            return true
        }
        if case .onTrial(let champion, _, _) = machine.stage, record.verdict.passed {
            note(
                PromotionVerdict.refused.rawValue,
                "Version \(record.version) of \(record.name) passes the gate, but version "
                    + "\(champion) is champion on trial: it goes no further by itself, and `models promote` can make it champion.",
                model: record.name, version: record.version)
            return true
        }
        let actions = machine.challenger(
            record.version, champion: before, verdict: record.verdict, at: moment, rules: promotion)
        try perform(actions, &machine, model: record.name, restingOn: Grounds(evidence: record.verdict))
        memory.promotions[record.name] = machine
        return true
    }

    /// Looks after versions that are on their way or on trial.
    mutating func followChallengers() throws {
        for model in subject.models {
            guard var machine = memory.promotions[model], machine.stage != .idle else { continue }
            let comparison = try comparison(machine.stage, model: model)
            let answers = try answers(machine.stage, model: model)
            let look = PromotionStateMachine.Look(
                moment: moment, champion: try standing.champion(of: model), comparison: comparison,
                approved: try standing.approvedVersions(of: model), answers: answers)
            let actions = machine.look(look, rules: promotion)
            try perform(
                actions, &machine, model: model, restingOn: Grounds(comparison: comparison, answers: answers))
            memory.promotions[model] = machine
        }
    }

    private func answers(_ stage: PromotionStateMachine.Stage, model: String) throws -> VersionAnswers? {
        guard case .onTrial(let version, _, let since) = stage else { return nil }
        return try standing.answers(of: version, model: model, since: Timestamp(milliseconds: since))
    }

    private func comparison(_ stage: PromotionStateMachine.Stage, model: String) throws -> LiveComparison? {
        switch stage {
        case .idle, .waiting: return nil
        case .shadowing(let version, let since):
            guard let champion = try standing.champion(of: model), champion != version else { return nil }
            return try standing.comparison(
                of: version, with: champion, model: model, since: Timestamp(milliseconds: since))
        case .onTrial(let version, let predecessor, let since):
            return try standing.comparison(
                of: version, with: predecessor, model: model, since: Timestamp(milliseconds: since))
        }
    }

    private mutating func perform(_ actions: [RetrainingStateMachine.Action], inputs: String) {
        for action in actions {
            switch action {
            case .train: mustTrain = true
            case .endTraining: mustEndTraining = true
            case .settle(let requests): settled += requests
            case .record(let decision):
                decisions.append(
                    DecisionRecord(
                        moment: decision.moment, schema: schema, verdict: decision.verdict.rawValue,
                        reasons: decision.reasons.map(\.rawValue), sentence: decision.sentence, inputs: inputs,
                        requests: decision.requests))
            }
        }
    }

    private mutating func perform(
        _ actions: [PromotionStateMachine.Action], _ machine: inout PromotionStateMachine, model: String,
        restingOn grounds: Grounds
    ) throws {
        for action in actions {
            switch action {
            case .record(let decision):
                try keep(decision, model: model, beside: machine.stage.challenger, grounds)
                // Without a trial there is nothing more to prove.
                if decision.verdict == .promoted, machine.stage == .idle {
                    memory.retraining.challengerPromoted(at: moment, isProven: true)
                }
            case .promote(let version, let replaced):
                let next = try promote(version, replacing: replaced, &machine, model: model)
                try perform(next, &machine, model: model, restingOn: grounds)
            case .rollBack(let version, let predecessor):
                try move(
                    to: predecessor, from: version, model: model, cause: "rolled back: it did worse live",
                    isReturn: true)
                let next = machine.rolledBack(
                    version, to: predecessor, because: grounds.comparison, answers: grounds.answers, at: moment)
                try perform(next, &machine, model: model, restingOn: grounds)
            }
        }
    }

    private func promote(
        _ version: Int, replacing replaced: Int?, _ machine: inout PromotionStateMachine, model: String
    ) throws -> [PromotionStateMachine.Action] {
        do {
            try move(to: version, from: replaced, model: model, cause: "promoted by the loop")
            return machine.promoted(version, predecessor: replaced, at: moment, rules: promotion)
        } catch let error as RegistryError {
            guard case .overtaken(let other) = error.reason else { throw error }
            return machine.overtaken(version, by: other, at: moment)
        }
    }

    private func move(
        to version: Int, from expected: Int?, model: String, cause: String, isReturn: Bool = false
    ) throws {
        // It may be champion already: moved by a process that ended before it could say so.
        guard try standing.champion(of: model) != version else { return }
        try standing.promote(
            version, of: model, replacing: expected, cause: cause, isReturn: isReturn, at: moment)
    }

    private mutating func keep(
        _ decision: PromotionDecision, model: String, beside challenger: Int?, _ grounds: Grounds
    ) throws {
        switch decision.verdict {
        case .refused, .rolledBack, .expired, .overtaken:
            // Those of the gate are counted with their training, and who is overtaken has not failed.
            if grounds.evidence == nil, decision.verdict != .overtaken { memory.retraining.challengerFailed() }
            try standing.dismiss(
                decision.version, of: model, leaving: challenger == decision.version ? nil : challenger)
        case .promoted: memory.retraining.challengerPromoted(at: moment, isProven: false)
        case .proven: memory.retraining.challengerPromoted(at: moment, isProven: true)
        // Nothing has spoken against it until then.
        case .replaced: memory.retraining.challengerPromoted(at: moment, isProven: true)
        case .shadow, .waiting: break
        }
        decisions.append(
            DecisionRecord(
                moment: decision.moment, schema: schema, model: model, version: decision.version,
                verdict: decision.verdict.rawValue, reasons: [],
                sentence: "Version \(decision.version) of \(model): \(decision.sentence).",
                inputs: grounds.json))
    }

    private mutating func note(_ verdict: String, _ sentence: String, model: String? = nil, version: Int? = nil) {
        decisions.append(
            DecisionRecord(
                moment: moment, schema: schema, model: model, version: version, verdict: verdict, reasons: [],
                sentence: sentence, inputs: "{}"))
    }
}
