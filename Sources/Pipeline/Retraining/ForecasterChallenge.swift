import Features
import Learning
import Readings

/// Trains a forecaster to take a champion's place, and holds it against the champion on days that neither has seen.
struct ForecasterChallenge: Sendable {
    /// The version that answers.
    struct Champion: Sendable {
        let forecaster: Forecaster
        let version: Int
        /// The last hour that its training knew.
        let seen: Timestamp
    }

    /// A forecaster with what the gate says of it.
    struct Outcome: Sendable {
        let training: ForecasterTraining.Outcome
        let verdict: GateVerdict
        /// The hours that were judged, with their outcomes alone.
        let judged: ForecastExamples
    }

    let training: ForecasterTraining

    /// Trains on all hours but for some days since the champion's training, on which both are judged.
    ///
    /// Throws ``PipelineError`` when there is too little to learn from, or no day that the champion has not seen. `seeing`
    /// gives the hours as the champion sees them, which may have other horizons or neighbours; nil for the same.
    func run(
        _ examples: ForecastExamples, newest: Timestamp, against champion: Champion,
        seeing championExamples: ForecastExamples? = nil
    ) throws(PipelineError) -> Outcome {
        let days = HeldOutDays(championHasSeen: champion.seen, newest: newest)
        guard days.count > 0 else { throw PipelineError(subject: "forecaster", reason: .nothingToJudge) }
        let judged = examples.keepingOutcomes { _, target in days.contains(target) }
        let testRows = (0..<examples.rowCount).filter(judged.hasOutcome)
        let outcome = try training.run(
            learning: examples.keepingOutcomes { !days.contains($0) && !days.contains($1) },
            outcomesBefore: newest.advanced(hours: 1), judging: judged, testRows: testRows)
        let theirs = HeldOutErrors(
            of: champion.forecaster,
            on: championExamples?.keepingOutcomes { _, target in days.contains(target) } ?? judged)
        return Outcome(
            training: outcome,
            verdict: ForecasterGate.verdict(
                challenger: HeldOutErrors(of: outcome.forecaster, on: judged),
                champion: (theirs, champion.version)),
            judged: judged)
    }

    /// Trains the first forecaster, which is judged on the last fifth of history against persistence alone.
    ///
    /// Throws ``PipelineError`` when there is too little to learn from, or nothing to judge on.
    func first(_ examples: ForecastExamples) throws(PipelineError) -> Outcome {
        let outcome = try training.run(examples, split: training.usualSplit(of: examples))
        let moments = Set(outcome.testRows.map { examples.issuedAt[$0] })
        let judged = examples.keepingOutcomes { issued, _ in moments.contains(issued) }
        return Outcome(
            training: outcome,
            verdict: ForecasterGate.verdict(
                challenger: HeldOutErrors(of: outcome.forecaster, on: judged), champion: nil),
            judged: judged)
    }
}
