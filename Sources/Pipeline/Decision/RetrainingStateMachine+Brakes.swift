import Readings

extension RetrainingStateMachine {
    private static let mostDoublings = 4

    /// Hours that must pass after a training: twice as many with each failure, so that a changed world has time to show
    /// itself before the next is tried.
    ///
    /// Where lost skill alone asks, also with each training until it has been kept for two weeks: what training has not
    /// brought back, the next one will not either before there is more to learn from.
    func coolDownHours(_ rules: RetrainingRules, for reasons: [RetrainingReason]) -> Int {
        let isForSkill = reasons.contains(.skillLost) && reasons.allSatisfy { [.skillLost, .inputsMoved].contains($0) }
        let doublings = max(failures, isForSkill ? trainingsForSkill ?? 0 : 0)
        return rules.coolDownHours << min(doublings, Self.mostDoublings)
    }

    /// What holds a training back; nil where nothing does.
    func brake(
        at moment: Timestamp, _ rules: RetrainingRules, _ due: RetrainingDue
    ) -> RetrainingReason? {
        let hours = { (since: Int64) in Double(moment.milliseconds - since) / Double(Timestamp.millisecondsPerHour) }
        if isFrozen(rules) { return .frozen }
        if let lastTraining, hours(lastTraining) < Double(coolDownHours(rules, for: due.reasons)) { return .coolDown }
        // A model without any version does not wait for another's trial.
        if let championSince, hours(championSince) < Double(rules.warmUpHours), !due.reasons.contains(.firstTraining) {
            return .warmUp
        }
        if recentTrainings.count >= rules.mostPerDay { return .dailyLimit }
        return nil
    }
}
