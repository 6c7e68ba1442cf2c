import Features
import Learning
import Readings

/// Trains a detector to take a champion's place, and holds it against the champion on rows that neither has seen.
struct DetectorChallenge: Sendable {
    /// Days before the newest reading that a new detector is judged on where there is a champion.
    private static let judgedDays = 7
    /// Rows at most on which two detectors are compared that know both.
    private static let mostCompared = 2_000

    /// The version that answers.
    struct Champion: Sendable {
        let detector: any AnomalyDetector
        let schema: FeatureSchema
        let version: Int
        /// The last moment that its training knew.
        let seen: Timestamp
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
            let known = champion.map { champion in features.times.indices.filter { features.times[$0] <= champion.seen }
            }
            let step = max(1, (known?.count ?? 0) / Self.mostCompared)
            let compared = known.map { known in stride(from: 0, to: known.count, by: step).map { known[$0] } } ?? []
            func matrix(_ schema: FeatureSchema, _ rows: [Int]) -> FeatureMatrix {
                schema == features.schema
                    ? features.matrix.selecting(rows: rows)
                    : FeatureTable(of: readings, schema: schema, trustingFlagged: false).matrix.selecting(rows: rows)
            }
            let gate = DetectorGate(
                evaluation: DetectorEvaluation(
                    readings: readings, split: training.split, seed: seed, rowsAFault: DetectorGate.rowsAFault),
                rows: { matrix($0, rows) }, learned: { matrix($0, compared) })
            let verdict = try gate.verdict(
                challenger: (training.detector, features.schema),
                champion: champion.map { ($0.detector, $0.schema, $0.version) })
            return (training, verdict)
        } catch {
            throw PipelineError(error, subject: "\(features.schema.name) detector")
        }
    }
}
