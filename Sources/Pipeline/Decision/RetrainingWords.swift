import Ledger
import Readings

/// Decisions in words that a person on call understands.
struct RetrainingWords {
    private let seen: RetrainingObservation
    private let rules: RetrainingRules
    private let machine: RetrainingStateMachine

    init(_ seen: RetrainingObservation, rules: RetrainingRules, machine: RetrainingStateMachine) {
        self.seen = seen
        self.rules = rules
        self.machine = machine
    }

    static func quarantine(_ feed: String) -> String {
        "A feed is not believed: \(feed). Its readings are kept and not trained on until it is plausible again."
    }

    static func release(_ feed: String) -> String {
        "A feed is believed again, and trained on from then on: \(feed)."
    }

    static func cancellation(
        of training: Timestamp?, withdrawn: [RetrainingRequest], because cancellations: [RetrainingRequest]
    ) -> String {
        let why = Set(cancellations.map(\.detail).filter { !$0.isEmpty }).sorted().joined(separator: "; ")
        let ended = training.map { ["ended the training that began at \($0)"] } ?? []
        let asked = withdrawn.map(\.detail).filter { !$0.isEmpty }.joined(separator: "; ")
        let taken = withdrawn.isEmpty ? [] : ["withdrew what asked for one (\(asked))"]
        guard !(ended + taken).isEmpty else {
            return "A person asked for the end of a training, which had ended by then: \(why)."
        }
        return "A person \((ended + taken).joined(separator: " and ")): \(why)."
    }

    func training(_ due: RetrainingDue) -> String {
        "\(asks(due).sentenceCase); models are trained anew on all trusted history."
    }

    func held(_ due: RetrainingDue, by brake: RetrainingReason) -> String {
        "\(asks(due).sentenceCase); that would be a training, which is held back: \(reason(of: brake, for: due.reasons))."
    }

    /// Where no training is due.
    func rest(_ verdict: RetrainingVerdict) -> String {
        guard verdict != .silence else { return "\(drift.sentenceCase), and \(skill): nothing asks for a training." }
        let asked = seen.requests.map(\.detail).filter { !$0.isEmpty }
        let asks = seen.requests.isEmpty ? "" : "A training is asked for (\(asked.joined(separator: "; "))). "
        let policy =
            seen.requests.isEmpty || rules.policies.contains(.twoKey)
            ? ""
            : "; no policy in force acts on it (\(rules.policies.map(\.rawValue).sorted().joined(separator: ", ")))"
        return "\(asks)\(drift.sentenceCase), and \(skill)\(policy): nothing is trained."
    }

    private func asks(_ due: RetrainingDue) -> String {
        due.reasons.map { reason in
            switch reason {
            case .personAsked: "a person asks (\(details(of: .personAsked)))"
            case .alertAsked: "an alert asks (\(details(of: .alertAsked)))"
            case .readingsAsked: "\(details(of: .readingsAsked))"
            case .firstTraining: "there is enough to train \(seen.material.missingModels.joined(separator: " and "))"
            case .skillLost: lostSkill + (beside.map { " (\($0))" } ?? "")
            case .inputsMoved: drift
            case .grown:
                "\(seen.material.readings - (seen.material.readingsAtTraining ?? 0)) readings are new beside the "
                    + "\(seen.material.readingsAtTraining ?? 0) that were stored at the last training"
            case .scheduled: "\(rules.scheduleDays) days have passed since the last training"
            default: reason.rawValue
            }
        }.joined(separator: ", and ")
    }

    private func details(of reason: RetrainingReason) -> String {
        seen.requests.filter { $0.origin.reason == reason }.map(\.detail).joined(separator: "; ")
    }

    private var drift: String {
        guard let drift = seen.drift else { return "whether inputs have moved is not known" }
        guard drift.hasMoved else { return "inputs are steady" }
        let score = drift.score.map { ["largest score \($0.significantText())"] } ?? []
        let evidence = (drift.groups + score).joined(separator: ", ")
        return "inputs have moved" + (evidence.isEmpty ? "" : " (\(evidence))")
    }

    private var skill: String {
        guard let skill = seen.skill, let beside else { return "too few outcomes are known to judge forecasts" }
        guard skill.ratio >= rules.skillLoss else { return "forecasts are as good as promised (\(beside))" }
        return "\(lostSkill) (\(beside))"
    }

    private var lostSkill: String {
        let hours = machine.skillHours.count { $0.isLost }
        return
            "forecasts have lost skill in \(hours) of the last \(rules.hoursLooked) hours, of \(rules.hoursLost) that it "
            + "takes"
    }

    private var beside: String? {
        seen.skill.map { skill in
            "the error of \(skill.sensor) beside persistence is \(skill.ratio.shortText(decimals: 2)) times what was "
                + "promised, of \(skill.count) forecasts"
        }
    }

    private func reason(of brake: RetrainingReason, for reasons: [RetrainingReason]) -> String {
        let moment = { (milliseconds: Int64?) in milliseconds.map { "\(Timestamp(milliseconds: $0))" } ?? "?" }
        switch brake {
        case .frozen:
            return "\(machine.failures) trainings or challengers failed one after the other, and now a person must ask"
        case .coolDown:
            return
                "the last training began at \(moment(machine.lastTraining)), and \(machine.coolDownHours(rules, for: reasons)) h must pass"
        case .warmUp:
            return
                "the champion answers since \(moment(machine.championSince)), and \(rules.warmUpHours) h of it are needed"
        case .dailyLimit: return "\(rules.mostPerDay) trainings within a day are the most that may be"
        default: return brake.rawValue
        }
    }
}

extension String {
    /// With a capital at its start.
    fileprivate var sentenceCase: String { prefix(1).uppercased() + dropFirst() }
}
