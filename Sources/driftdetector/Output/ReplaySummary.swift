import Ledger
import Pipeline
import Readings

/// What `replay` prints for machines.
struct ReplaySummary: Encodable {
    struct Decision: Encodable {
        let moment: String
        let verdict: String
        let model: String?
        let version: Int?
        let reasons: [String]
        let sentence: String
    }

    struct Policy: Encodable {
        let policy: String
        let retrains: Int
        let falseAlarms: Int
        let missedChanges: Int
        let promotions: Int
        let rollbacks: Int
        /// Absent where nothing was forecast.
        let mae: Double?
        let maeByMonth: [String: Double]
        let skill: [String: [String: Double]]
        let decisions: [Decision]
    }

    struct Fault: Encodable {
        let fault: String
        let from: String
        let to: String
        /// Absent of a change of the weather, which is no fault.
        let found: Bool?
    }

    let from: String
    let to: String
    let sensor: String
    let settings: [String: String]
    let policies: [Policy]
    let faults: [Fault]
    let falseQuarantines: Int
    /// Absent where nothing was forecast.
    let recommended: String?
    let recommendation: String
    let report: String
    let seconds: Double

    init(_ found: ReplayReport, report: String, seconds: Double) {
        from = found.from.description
        to = found.to.description
        sensor = found.sensor
        settings = found.plan.settings
        policies = found.outcomes.map { outcome in
            Policy(
                policy: outcome.policy.name, retrains: outcome.retrainings, falseAlarms: outcome.falseAlarms,
                missedChanges: outcome.missedChanges, promotions: outcome.promotions, rollbacks: outcome.rollBacks,
                mae: outcome.meanAbsoluteError.isFinite ? outcome.meanAbsoluteError : nil,
                maeByMonth: outcome.monthlyErrors.filter(\.value.isFinite), skill: outcome.skill,
                decisions: outcome.decisions.map {
                    Decision(
                        moment: $0.moment.description, verdict: $0.verdict, model: $0.model, version: $0.version,
                        reasons: $0.reasons, sentence: $0.sentence)
                })
        }
        let missed = found.missedFaults
        faults = found.faults.map {
            Fault(
                fault: $0.words, from: $0.from.description, to: $0.to.description,
                found: $0.isOfWorld ? nil : !missed.contains($0))
        }
        falseQuarantines = found.falseFindings.count
        recommended = found.recommended?.policy.name
        recommendation = found.recommendation
        self.report = report
        self.seconds = seconds
    }
}
