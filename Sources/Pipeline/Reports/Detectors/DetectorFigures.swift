package import Readings

/// What a report shows of one anomaly detector beside others.
package struct DetectorFigures: Sendable {
    /// As the columns of the tables call it.
    package let name: String
    /// Share of readings flagged, 0 … 1, by month such as `2013-07`.
    package let flaggedShare: [String: Double]
    /// Area under the ROC curve, 0 … 1, by the injected fault.
    package let areaUnderROC: [String: Double]

    package init(name: String, flaggedShare: [String: Double], areaUnderROC: [String: Double]) {
        self.name = name
        self.flaggedShare = flaggedShare
        self.areaUnderROC = areaUnderROC
    }

    /// The figures of a detector that has scored readings.
    /// - Parameters:
    ///   - name: as the columns call it.
    ///   - scores: higher is stranger.
    ///   - times: one for each score.
    ///   - threshold: readings that score at least this are flagged.
    ///   - metrics: of its training; those that begin with `auroc_` are taken.
    package init(name: String, scores: [Double], times: [Timestamp], threshold: Double, metrics: [String: Double]) {
        var counts: [String: (flagged: Int, all: Int)] = [:]
        for (score, time) in zip(scores, times) {
            let month = String(time.description.prefix(7))
            counts[month, default: (0, 0)].all += 1
            if score >= threshold { counts[month, default: (0, 0)].flagged += 1 }
        }
        let prefix = "auroc_"
        self.init(
            name: name, flaggedShare: counts.mapValues { Double($0.flagged) / Double($0.all) },
            areaUnderROC: Dictionary(
                uniqueKeysWithValues: metrics.filter { $0.key.hasPrefix(prefix) }.map {
                    (String($0.key.dropFirst(prefix.count)), $0.value)
                }))
    }
}
