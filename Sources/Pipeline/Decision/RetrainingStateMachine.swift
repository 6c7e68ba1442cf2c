public import Ledger
public import Readings

/// Decides when the models of one kind of station are trained anew.
///
/// Looks and ends of trainings come in, decisions and trainings to begin come out; nothing else is known or touched, so
/// that the same looks give the same decisions. As JSON it survives a restart.
public struct RetrainingStateMachine: Sendable, Equatable, Codable {
    /// What is to be done.
    public enum Action: Sendable, Equatable {
        /// A decision is to be kept, and the requests that it answers are settled.
        case record(RetrainingDecision)
        /// Requests are settled that there is nothing to say of.
        case settle([Int64])
        /// A training is to begin.
        case train
        /// The training that is under way is to end; what it gives is not taken in.
        case endTraining
    }

    /// A training that was begun.
    public struct Training: Sendable, Equatable, Codable {
        /// Milliseconds since 1970.
        public let startedAt: Int64
        /// Why.
        public let reasons: [RetrainingReason]
        /// Whether it was given up in good order when its process ended.
        public internal(set) var isGivenUp = false
        /// Where it began again after a restart, when it began first; milliseconds since 1970.
        var firstStartedAt: Int64?
        /// When the training before it began, in milliseconds since 1970.
        var startBefore: Int64?

        /// When it began, before any restart.
        public var firstStart: Timestamp { Timestamp(milliseconds: firstStartedAt ?? startedAt) }
    }

    private struct Told: Equatable, Codable, Sendable {
        let verdict: RetrainingVerdict
        let reasons: Set<RetrainingReason>
    }

    private static let millisecondsPerDay: Int64 = 86_400_000
    /// Hours without a lost one after which skill is back: two of the windows that it is measured over, since a new version
    /// is measured anew.
    private static let hoursToRecover: Int64 = 336

    /// The training that is under way.
    public private(set) var training: Training?
    /// Challengers in a row that were refused or taken back, and trainings that failed.
    public private(set) var failures = 0
    /// Trainings that began for lost skill until it has been kept for two weeks; nil in states of earlier programs.
    private(set) var trainingsForSkill: Int?
    /// The last hour in which skill was lost, in hours since 1970.
    private var lostAt: Int64?
    /// When the last training began, in milliseconds since 1970.
    private(set) var lastTraining: Int64?
    /// When the champion began to answer, in milliseconds since 1970.
    private(set) var championSince: Int64?
    /// Beginnings of the last day's trainings but for those that persons asked for.
    private(set) var recentTrainings: [Int64] = []
    private var firstLook: Int64?
    /// The last hours that were looked at, and whether skill was lost in them.
    private(set) var skillHours: [SkillHour] = []
    private var doubted: [String] = []
    private var told: Told?

    struct SkillHour: Equatable, Codable, Sendable {
        let hour: Int64
        let isLost: Bool
    }

    /// A machine that has seen nothing.
    public init() {}

    /// Whether only a person starts a training.
    /// - Parameter rules: those in force.
    /// - Returns: whether as many challengers have failed in a row as they allow.
    public func isFrozen(_ rules: RetrainingRules) -> Bool {
        rules.failuresToFreeze > 0 && failures >= rules.failuresToFreeze
    }

    /// Takes in what persons have cancelled; before anything else of a look, so that nothing begins again that was cancelled.
    ///
    /// A training that a person ends is no failure; the cool-down runs from its begin.
    /// - Parameters:
    ///   - requests: all that are open; those for a training that came before a cancellation are withdrawn.
    ///   - moment: the present one.
    /// - Returns: what to do, in this order.
    public mutating func cancel(_ requests: [RetrainingRequest], at moment: Timestamp) -> [Action] {
        guard let last = requests.last(where: \.isCancellation) else { return [] }
        let settled = requests.filter { $0.id <= last.id }
        let ended = settled.lazy.compactMap(\.cancelledTraining).first {
            $0.milliseconds == training?.startedAt
        }
        let withdrawn = settled.filter { !$0.isCancellation }
        if ended != nil { training = nil }
        let decision = RetrainingDecision(
            moment: moment, verdict: ended == nil && withdrawn.isEmpty ? .watch : .cancelled,
            reasons: [.personCancelled],
            sentence: RetrainingWords.cancellation(
                of: ended, withdrawn: withdrawn, because: settled.filter(\.isCancellation)),
            requests: settled.map(\.id))
        return [.record(decision)] + (ended == nil ? [] : [.endTraining])
    }

    /// Takes in what is known now. Cancellations have been taken in before.
    /// - Parameters:
    ///   - seen: what is known.
    ///   - rules: those in force.
    /// - Returns: what to do, in this order.
    public mutating func look(_ seen: RetrainingObservation, rules: RetrainingRules) -> [Action] {
        let now = seen.moment.milliseconds
        firstLook = firstLook ?? now
        noteSkill(seen, rules)
        var actions = feedDecisions(seen).map(Action.record)
        guard training == nil else { return actions }
        recentTrainings.removeAll { $0 + Self.millisecondsPerDay <= now }
        let sure = isSkillLost(rules)
        guard let due = RetrainingDue(seen, rules: rules, isSkillLost: sure, since: lastTraining ?? firstLook ?? now)
        else {
            return actions + answer(seen, rules, rest(seen, rules))
        }
        if let brake = due.isUrgent ? nil : brake(at: seen.moment, rules, due) {
            let held = Told(verdict: .held, reasons: Set(due.reasons + [brake]))
            let isNews = told != held || seen.requests.contains { !$0.isQuiet(rules) }
            told = held
            let sentence = RetrainingWords(seen, rules: rules, machine: self).held(due, by: brake)
            return actions
                + answer(seen, rules, isNews ? decision(seen, .held, due.reasons + [brake], sentence) : nil)
        }
        if due.isByPerson {
            failures = 0
        } else {
            recentTrainings.append(now)
        }
        let sentence = RetrainingWords(seen, rules: rules, machine: self).training(due)
        if due.reasons.contains(.skillLost) { trainingsForSkill = (trainingsForSkill ?? 0) + 1 }
        training = Training(startedAt: now, reasons: due.reasons, startBefore: lastTraining)
        (lastTraining, told) = (now, nil)
        skillHours = []
        actions.append(.record(decision(seen, due.verdict, due.reasons, sentence)))
        actions.append(.train)
        return actions
    }

    /// A training has ended.
    /// - Parameter hasFailed: whether it gave no challenger for a reason that is a failure.
    public mutating func trainingEnded(hasFailed: Bool) {
        training = nil
        if hasFailed { failures += 1 }
    }

    /// The training that was begun could not begin: nothing has been trained, and what asked for it is looked at anew.
    public mutating func trainingDidNotBegin() {
        guard let training else { return }
        let begin = training.firstStartedAt ?? training.startedAt
        recentTrainings.removeAll { $0 == begin }
        if training.reasons.contains(.skillLost) { trainingsForSkill = trainingsForSkill.map { max(0, $0 - 1) } }
        lastTraining = training.startBefore
        self.training = nil
    }

    /// A challenger was refused, or taken back after it had become champion.
    public mutating func challengerFailed() { failures += 1 }

    /// A challenger has become champion, or has stayed it through its trial.
    /// - Parameters:
    ///   - moment: when.
    ///   - isProven: whether its trial is over.
    public mutating func challengerPromoted(at moment: Timestamp, isProven: Bool) {
        if isProven { failures = 0 } else { championSince = moment.milliseconds }
        skillHours = []
    }

    /// Goes on after a restart: a training that was lost with its process begins again, unless that happens for ever: each
    /// loss is a failure.
    /// - Parameters:
    ///   - moment: the present one.
    ///   - rules: those in force.
    /// - Returns: what to do.
    public mutating func resume(at moment: Timestamp, rules: RetrainingRules = RetrainingRules()) -> [Action] {
        guard let lost = training else { return [] }
        if !lost.isGivenUp { failures += 1 }
        guard !isFrozen(rules) else {
            training = nil
            let decision = RetrainingDecision(
                moment: moment, verdict: .held, reasons: [.interrupted, .frozen],
                sentence:
                    "A training that began at \(Timestamp(milliseconds: lost.startedAt)) was lost with its process; "
                    + "after \(failures) failures one after the other a person must ask for the next.")
            return [.record(decision)]
        }
        training = Training(
            startedAt: moment.milliseconds, reasons: lost.reasons,
            firstStartedAt: lost.firstStartedAt ?? lost.startedAt, startBefore: lost.startBefore)
        lastTraining = moment.milliseconds
        let decision = RetrainingDecision(
            moment: moment, verdict: .retrain, reasons: [.interrupted] + lost.reasons,
            sentence: "A training that began at \(Timestamp(milliseconds: lost.startedAt)) "
                + "\(lost.isGivenUp ? "was given up" : "was lost") with its process; it begins again.")
        return [.record(decision), .train]
    }

    /// The process ends in good order, and gives a training up that is under way.
    public mutating func giveUp() { training?.isGivenUp = true }

    /// Whether skill has been lost in enough of the last hours.
    func isSkillLost(_ rules: RetrainingRules) -> Bool {
        skillHours.count { $0.isLost } >= rules.hoursLost
    }

    private mutating func noteSkill(_ seen: RetrainingObservation, _ rules: RetrainingRules) {
        skillHours.removeAll { $0.hour <= seen.moment.hourIndex - Int64(rules.hoursLooked) }
        // Where nothing comes any more, what was known last is not counted again.
        let hour = min(seen.skill?.newestOutcome ?? .max, seen.moment.hourIndex)
        guard let skill = seen.skill, hour > seen.moment.hourIndex - Int64(rules.hoursLooked),
            skillHours.last.map({ $0.hour < hour }) ?? true
        else { return }
        skillHours.append(SkillHour(hour: hour, isLost: skill.ratio >= rules.skillLoss))
        if skill.ratio >= rules.skillLoss {
            lostAt = hour
        } else if hour - (lostAt ?? hour) >= Self.hoursToRecover {
            (trainingsForSkill, lostAt) = (nil, nil)
        }
    }

    /// What becomes of feeds that are not believed any more, or are again.
    private mutating func feedDecisions(_ seen: RetrainingObservation) -> [RetrainingDecision] {
        let (known, now) = (Set(doubted), Set(seen.doubtedFeeds.map(\.name)))
        doubted = now.sorted()
        let words = RetrainingWords.self
        var decisions: [RetrainingDecision] = []
        for feed in seen.doubtedFeeds.sorted(by: { $0.name < $1.name }) where !known.contains(feed.name) {
            decisions.append(
                RetrainingDecision(
                    moment: seen.moment, verdict: .quarantine, reasons: [.feedDoubted],
                    sentence: words.quarantine(feed.sentence)))
        }
        for feed in known.subtracting(now).sorted() {
            decisions.append(
                RetrainingDecision(
                    moment: seen.moment, verdict: .release, reasons: [.feedBelieved], sentence: words.release(feed)))
        }
        return decisions
    }

    /// What is decided where no training is due: requests are answered, and what has changed is told once.
    private mutating func rest(_ seen: RetrainingObservation, _ rules: RetrainingRules) -> RetrainingDecision? {
        var seen = seen
        let all = seen.requests.map(\.id)
        // Beside one that must be told of, the others are told as well.
        if seen.requests.allSatisfy({ $0.isQuiet(rules) }) { seen.requests = [] }
        let hasMoved = seen.drift?.hasMoved ?? false
        let isLost = seen.skill.map { $0.ratio >= rules.skillLoss } ?? false
        var reasons: [RetrainingReason] = seen.requests.map(\.origin.reason)
        reasons = reasons.enumerated().filter { !reasons[..<$0.offset].contains($0.element) }.map(\.element)
        if !seen.requests.isEmpty, !rules.policies.contains(.twoKey) { reasons.append(.noPolicy) }
        let state: [RetrainingReason] = [
            hasMoved ? .inputsMoved : .inputsSteady,
            seen.skill == nil ? .skillUnknown : isLost ? .notYetSure : .skillKept,
        ]
        reasons += state
        let verdict: RetrainingVerdict = seen.requests.isEmpty && !hasMoved && !isLost ? .silence : .watch
        // Without the requests: one that was answered leaves nothing to tell.
        let now = Told(verdict: hasMoved || isLost ? .watch : .silence, reasons: Set(state))
        let isNews = now != told && !(told == nil && now.verdict == .silence)
        told = now
        guard isNews || !seen.requests.isEmpty else { return nil }
        let sentence = RetrainingWords(seen, rules: rules, machine: self).rest(verdict)
        var decision = decision(seen, verdict, reasons, sentence)
        decision.requests = all
        return decision
    }

    /// A decision and, where there is none, what was asked all the same.
    private func answer(
        _ seen: RetrainingObservation, _ rules: RetrainingRules, _ decision: RetrainingDecision?
    ) -> [Action] {
        if let decision { return [.record(decision)] }
        return seen.requests.isEmpty ? [] : [.settle(seen.requests.map(\.id))]
    }

    private func decision(
        _ seen: RetrainingObservation, _ verdict: RetrainingVerdict, _ reasons: [RetrainingReason], _ sentence: String
    ) -> RetrainingDecision {
        RetrainingDecision(
            moment: seen.moment, verdict: verdict, reasons: reasons, sentence: sentence,
            requests: seen.requests.map(\.id))
    }
}
