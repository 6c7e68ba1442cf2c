import Features
import Learning
import Readings

/// Holds a detector against the one that answers, on rows that neither was trained on.
struct DetectorGate {
    /// The share of recent rows that may be flagged at most.
    private static let mostFlagged = 0.3
    /// How much smaller the mean area under the ROC curves may be than the champion's.
    private static let tolerance = 0.05
    /// Of so many judged rows one gets a fault: of fewer chance alone would decide.
    static let rowsAFault = 25
    /// How alike the two must order the same rows at least.
    private static let leastCorrelation = 0.5

    let evaluation: DetectorEvaluation
    /// The rows judged, by feature set.
    let rows: (FeatureSchema) -> FeatureMatrix
    /// Rows that the champion and its challenger were both trained on, by feature set.
    let learned: (FeatureSchema) -> FeatureMatrix

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
        // A season that none of the two has seen looks strange to both.
        var allowed = Self.mostFlagged
        if let champion {
            let detector: any AnomalyDetector = champion.detector
            allowed = max(
                allowed, try DetectorEvaluation.share(of: rows(champion.schema), flaggedBy: detector))
        }
        var checks = [
            GateVerdict.Check(
                name: "contamination", passed: flagged <= allowed,
                sentence:
                    "\((100 * flagged).shortText(decimals: 1)) % of \(scores.count) rows that it was not trained on "
                    + "are flagged, \((100 * allowed).shortText(decimals: 1)) % may be")
        ]
        let areas = try evaluation.areas(of: challenger.detector, schema: challenger.schema)
        guard let champion else { return GateVerdict(checks: checks) }
        let before = try evaluation.areas(of: champion.detector, schema: champion.schema)
        let both = areas.keys.sorted().compactMap { fault in
            areas[fault].flatMap { area in before[fault].map { (area: area, before: $0) } }
        }
        if !both.isEmpty {
            let own = both.reduce(0) { $0 + $1.area } / Double(both.count)
            let other = both.reduce(0) { $0 + $1.before } / Double(both.count)
            checks.append(
                GateVerdict.Check(
                    name: "faults", passed: own >= other - Self.tolerance,
                    sentence: "\(both.count) kinds of injected faults are told with a mean area of "
                        + "\(own.shortText(decimals: 3)) under the ROC curve, by version \(champion.version) with "
                        + "\(other.shortText(decimals: 3)), and \(Self.tolerance.shortText(decimals: 2)) less may be"))
        }
        let known = (
            try challenger.detector.anomalyScores(learned(challenger.schema)),
            try champion.detector.anomalyScores(learned(champion.schema))
        )
        if known.0.count == known.1.count, let alike = RankCorrelation.spearman(known.0, known.1) {
            checks.append(
                GateVerdict.Check(
                    name: "stability", passed: alike >= Self.leastCorrelation,
                    sentence: "both order rows that both know with a rank correlation of "
                        + "\(alike.shortText(decimals: 2)), \(Self.leastCorrelation.shortText(decimals: 2)) is needed"))
        }
        return GateVerdict(checks: checks)
    }
}
