import Features
import Learning
import Readings

/// Trains a detector to take a champion's place, and holds it against the champion on rows that neither has seen.
struct DetectorChallenge {
    /// Days before the newest reading that a new detector is judged on where there is a champion.
    private static let judgedDays = 7

    /// The version that answers.
    struct Champion {
        let detector: any AnomalyDetector
        let schema: FeatureSchema
        let version: Int
    }

    let seed: UInt64
    let loop: ConcurrentLoop

    /// Trains and judges: with a champion on the last week, otherwise on the last fifth of history.
    ///
    /// Throws ``PipelineError`` when there is too little to train or judge on.
    func run(
        _ features: FeatureTable, readings: ReadingTable, against champion: Champion?
    ) throws(PipelineError) -> (training: DetectorTraining.Outcome, verdict: GateVerdict) {
        let end =
            champion == nil ? nil : readings.observedAt.max().map { $0.advanced(hours: -24 * Self.judgedDays) }
        let recipe = DetectorRecipe(for: features.schema, seed: seed)
        let training = try DetectorTraining(recipe, seed: seed, loop: loop)
            .run(features, readings: readings, trainUntil: end)
        do {
            let rows = training.split.testRows(of: features.times)
            let gate = DetectorGate(
                evaluation: DetectorEvaluation(readings: readings, split: training.split, seed: seed)
            ) { schema in
                schema == features.schema
                    ? features.matrix.selecting(rows: rows)
                    : FeatureTable(of: readings, schema: schema, trustingFlagged: false).matrix.selecting(rows: rows)
            }
            let verdict = try gate.verdict(
                challenger: (training.detector, features.schema),
                champion: champion.map { ($0.detector, $0.schema, $0.version) })
            return (training, verdict)
        } catch {
            throw PipelineError(error, subject: "\(features.schema.name) detector")
        }
    }
}
