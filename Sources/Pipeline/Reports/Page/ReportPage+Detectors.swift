import Readings

extension ReportPage {
    /// A row of numbers, one a detector.
    struct DetectorRow {
        let name: Markup
        /// What else is said of the row, at most one text.
        let notes: [Markup]
        let numbers: [Markup]
    }

    /// Each month's share of flagged readings in %, and whether the detectors learned from that month.
    static func monthRows(of detectors: [DetectorFigures], trainedUntil: Timestamp) -> [DetectorRow] {
        let lastLearned = String(trainedUntil.description.prefix(7))
        return Set(detectors.flatMap(\.flaggedShare.keys)).sorted().map { month in
            let seen = month < lastLearned ? "training" : month == lastLearned ? "training and after" : "after training"
            return DetectorRow(
                name: Markup(escaping: month), notes: [Markup(escaping: seen)],
                numbers: detectors.map {
                    Markup(escaping: (($0.flaggedShare[month] ?? .nan) * 100).fixedText(decimals: 1))
                })
        }
    }

    /// Each fault's area under the ROC curve.
    static func faultRows(of detectors: [DetectorFigures]) -> [DetectorRow] {
        Set(detectors.flatMap(\.areaUnderROC.keys)).sorted().map { fault in
            DetectorRow(
                name: Markup(escaping: String(fault.map { $0 == "_" ? " " : $0 })), notes: [],
                numbers: detectors.map { Markup(escaping: ($0.areaUnderROC[fault] ?? .nan).fixedText(decimals: 3)) })
        }
    }

    /// In words, which months each detector flags least and most in, and which fault it finds worst.
    static func sentences(on detectors: [DetectorFigures]) -> [Markup] {
        detectors.map { detector in
            let shares = detector.flaggedShare.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            var text = detector.name
            if let least = shares.first, let most = shares.last {
                text +=
                    " flags \(ForecastQuality.percent(least.value)) of readings in \(least.key), the fewest, and \(ForecastQuality.percent(most.value)) "
                    + "in \(most.key), the most."
            } else {
                text += " has scored nothing."
            }
            if let worst = detector.areaUnderROC.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
                text +=
                    " Of injected faults it finds “\(String(worst.key.map { $0 == "_" ? " " : $0 }))” worst, with an area "
                    + "under the ROC curve of \(worst.value.fixedText(decimals: 3))."
            }
            return Markup(escaping: text)
        }
    }
}
