import Features
import Learning
import Readings

/// Holds a detector against the one that answers, on rows that neither was trained on.
struct DetectorGate {
    /// The share of recent rows that may be flagged at most.
    private static let mostFlagged = 0.3
    /// How much smaller an area under the ROC curve may be than the champion's: a week has some 17 rows with the fault, and
    /// chance moves the area by about as much.
    private static let tolerance = 0.05
    /// How alike the two must order the same rows at least.
    private static let leastCorrelation = 0.5

    let evaluation: DetectorEvaluation
    /// The rows judged, by the name of the feature set.
    let rows: (FeatureSchema) -> FeatureMatrix

    /// Judges a challenger.
    /// - Parameters:
    ///   - challenger: the detector with its features.
    ///   - champion: the one that answers, with its number; nil when there is none.
    /// - Returns: what was found.
    /// - Throws: ``LearningError`` when a detector cannot score the rows.
    func verdict(
        challenger: (detector: any AnomalyDetector, schema: FeatureSchema),
        champion: (detector: any AnomalyDetector, schema: FeatureSchema, version: Int)?
    ) throws(LearningError) -> GateVerdict {
        let scores = try challenger.detector.anomalyScores(rows(challenger.schema))
        let flagged = Double(scores.count { $0 >= challenger.detector.anomalyThreshold }) / Double(max(1, scores.count))
        var checks = [
            GateVerdict.Check(
                name: "contamination", passed: flagged <= Self.mostFlagged,
                sentence:
                    "\((100 * flagged).shortText(decimals: 1)) % of \(scores.count) rows that it was not trained on "
                    + "are flagged, \(Int(100 * Self.mostFlagged)) % may be")
        ]
        let areas = try evaluation.areas(of: challenger.detector, schema: challenger.schema)
        guard let champion else { return GateVerdict(checks: checks) }
        let before = try evaluation.areas(of: champion.detector, schema: champion.schema)
        let worst = areas.compactMap { fault, area in before[fault].map { (fault: fault, area: area, before: $0) } }
            .min { ($0.area - $0.before, $0.fault) < ($1.area - $1.before, $1.fault) }
        if let worst {
            checks.append(
                GateVerdict.Check(
                    name: "faults", passed: worst.area >= worst.before - Self.tolerance,
                    sentence: "the injected fault that it tells least well beside version \(champion.version) is "
                        + "\(worst.fault), with an area of \(worst.area.shortText(decimals: 3)) under the ROC curve against "
                        + worst.before.shortText(decimals: 3)))
        }
        let others = try champion.detector.anomalyScores(rows(champion.schema))
        if others.count == scores.count, let alike = RankCorrelation.spearman(scores, others) {
            checks.append(
                GateVerdict.Check(
                    name: "stability", passed: alike >= Self.leastCorrelation,
                    sentence: "both order the same rows with a rank correlation of \(alike.shortText(decimals: 2))"))
        }
        return GateVerdict(checks: checks)
    }
}
