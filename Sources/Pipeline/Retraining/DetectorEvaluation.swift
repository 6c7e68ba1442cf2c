import Features
import Learning
import Readings

/// Judges detectors on rows that they were not trained on: how much they flag, and how well they tell injected faults.
struct DetectorEvaluation {
    let readings: ReadingTable
    let split: TimeSplit
    let seed: UInt64
    /// Of so many judged rows one gets a fault.
    var rowsAFault = 100

    /// The share of rows that a detector flags; 0 of none.
    static func share(of rows: FeatureMatrix, flaggedBy detector: some AnomalyDetector) throws(LearningError) -> Double
    {
        let scores = try detector.anomalyScores(rows)
        return scores.isEmpty
            ? 0 : Double(scores.count { $0 >= detector.anomalyThreshold }) / Double(scores.count)
    }

    /// Of the readings those that the features of judged rows look back at, and the places of the judged rows among them.
    private var judged: (readings: ReadingTable, rows: [Int]) {
        let rows = split.testRows(of: readings.observedAt)
        guard let first = rows.lazy.map({ readings.observedAt[$0] }).min() else { return (readings, rows) }
        let start = first.advanced(hours: -2 * DetectorTraining.gapHours)
        let kept = readings.observedAt.indices.filter { readings.observedAt[$0] >= start }
        let recent = readings.selecting(kept)
        return (recent, split.testRows(of: recent.observedAt))
    }

    /// For each fault how well a detector tells rows with it from healthy ones; faults that nothing can be said of are
    /// missing.
    func areas(of detector: some AnomalyDetector, schema: FeatureSchema) throws(LearningError) -> [String: Double] {
        let (readings, testRows) = judged
        var areas: [String: Double] = [:]
        for fault in InjectedFault.all(of: readings.schema) {
            let candidates = testRows.filter { !readings.columns[fault.sensor][$0].isNaN }
            let hits = Set(InjectedFault.hits(among: candidates, seed: seed, rowsAFault: rowsAFault))
            guard !hits.isEmpty, hits.count < testRows.count else { continue }
            let faulty = FeatureTable(
                of: fault.injected(into: readings, rows: hits.sorted()), schema: schema, trustingFlagged: true)
            let scores = try detector.anomalyScores(faulty.matrix.selecting(rows: testRows))
            areas[fault.name] = try ROCCurve(scores: scores, isPositive: testRows.map(hits.contains)).area
        }
        return areas
    }
}
