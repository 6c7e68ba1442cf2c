import Ledger
import Readings

/// A training that somebody who decides wants.
struct RetrainingDue {
    let reasons: [RetrainingReason]
    let verdict: RetrainingVerdict
    /// Whether a person asks.
    var isByPerson: Bool { reasons.contains(.personAsked) }
    /// Whether no brake holds it back.
    var isUrgent: Bool { isByPerson }

    /// What is due, nil where nothing is.
    /// - Parameters:
    ///   - seen: what is known.
    ///   - rules: those in force.
    ///   - isSkillLost: whether skill has been lost for long enough.
    ///   - last: when the last training began or, before any, the first look was, in milliseconds since 1970.
    init?(_ seen: RetrainingObservation, rules: RetrainingRules, isSkillLost: Bool, since last: Int64) {
        let origins = Set(seen.requests.map(\.origin))
        let hasMoved = seen.drift?.hasMoved ?? false
        let policies = rules.policies
        var reasons: [RetrainingReason] = []
        if origins.contains(.person) { reasons.append(.personAsked) }
        if !seen.material.missingModels.isEmpty { reasons.append(.firstTraining) }
        if isSkillLost, policies.contains(.twoKey) { reasons.append(.skillLost) }
        if hasMoved, policies.contains(.drift) || reasons.contains(.skillLost) { reasons.append(.inputsMoved) }
        if origins.contains(.alert), policies.contains(.alert) { reasons.append(.alertAsked) }
        if origins.contains(.newReadings), policies.contains(.count) { reasons.append(.readingsAsked) }
        if policies.contains(.growth), Self.hasGrown(seen.material, rules) { reasons.append(.grown) }
        let days = (seen.moment.milliseconds - last) / (24 * Timestamp.millisecondsPerHour)
        if policies.contains(.schedule), days >= rules.scheduleDays { reasons.append(.scheduled) }
        guard !reasons.isEmpty else { return nil }
        self.reasons = reasons
        verdict = reasons.contains(.skillLost) && hasMoved ? .retrainNow : .retrain
    }

    private static func hasGrown(_ material: RetrainingObservation.Material, _ rules: RetrainingRules) -> Bool {
        guard let before = material.readingsAtTraining else { return false }
        let new = material.readings - before
        return new >= rules.fewestNewReadings && Double(new) >= rules.leastGrowth * Double(before)
    }
}

extension RetrainingRequest {
    /// Whether nobody waits for an answer: new readings ask every so often, and no policy acts on it.
    func isQuiet(_ rules: RetrainingRules) -> Bool { origin == .newReadings && !rules.policies.contains(.count) }

    /// Whether the end of a training is asked, and not a training.
    var isCancellation: Bool { purpose != .training }

    /// When the training began that is to end; nil where none is meant.
    var cancelledTraining: Timestamp? {
        if case .cancellation(let training) = purpose { training } else { nil }
    }
}

extension RetrainingRequest.Origin {
    /// The reason that a request of this origin gives.
    var reason: RetrainingReason {
        switch self {
        case .newReadings: .readingsAsked
        case .alert: .alertAsked
        case .person: .personAsked
        }
    }
}
