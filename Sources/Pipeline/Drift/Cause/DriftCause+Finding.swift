import Drift
import Readings

extension DriftCause {
    /// Seasonal scores of shorter windows say little: of seven healthy days one in nine is beyond the threshold.
    private static let daysOfSeason = 28
    /// A feed is the cause where without its doubted hours no more than this share of the score is left.
    private static let shareLeft = 0.8
    private static let fewestRows = 30

    /// The cause of a drift; nil where nothing can be told.
    /// - Parameters:
    ///   - sensor: whose features have moved.
    ///   - window: the raw values with moments and stations.
    ///   - reference: the raw values that they are held against.
    ///   - threshold: from which distance on they have moved.
    ///   - seasonal: how they stand to the same weeks of earlier years.
    ///   - judgement: what is known of the feeds.
    init?(
        of sensor: String, window: DriftTable, reference: Sample, threshold: Double, seasonal: SeasonalComparison?,
        judgement: FeedJudgement?
    ) {
        if let judgement, let span = window.span {
            let findings = judgement.findings(during: span).filter { $0.sensor == sensor }
            if let finding = findings.max(by: { $0.hours(in: span) < $1.hours(in: span) }),
                Self.explains(findings, sensor: sensor, window: window, reference: reference, threshold: threshold)
            {
                self.init(kind: .feed(finding.cause), evidence: finding.sentence)
                return
            }
        }
        let days = window.span.map { ($0.upperBound.hourIndex - $0.lowerBound.hourIndex) / 24 } ?? 0
        if let seasonal, days >= Self.daysOfSeason || !seasonal.drifted {
            let score = seasonal.score.significantText()
            let years = "the same weeks of \(seasonal.years) earlier year\(seasonal.years == 1 ? "" : "s")"
            self.init(
                kind: seasonal.drifted ? .climate : .season,
                evidence: "\(score) standard deviations from \(years); from "
                    + "\(seasonal.threshold.significantText()) on it is more than a season")
        } else if let residual = judgement?.residuals[sensor] {
            let score = residual.score.significantText()
            let limit = ResidualDrift.threshold.significantText()
            let findings = window.span.flatMap { judgement?.findings(during: $0) } ?? []
            let isPart = findings.contains { $0.sensor == sensor }
            let errors =
                "errors of one-hour forecasts\(isPart ? " without the hours of feeds that are not believed" : "")"
            self.init(
                kind: residual.drifted ? .climate : .season,
                evidence: residual.drifted
                    ? "\(errors) have moved by \(score) standard deviations (from \(limit) on it is more than a season), and "
                        + "no feed explains it"
                    : "\(errors) are what they were, \(score) standard deviations apart (from \(limit) on it would be more "
                        + "than a season)")
        } else {
            return nil
        }
    }

    /// Whether without the doubted hours nothing has moved, or less far, or the doubted values lie as far from the others of
    /// the same hours as would be a drift: a fault can take back what a season does.
    private static func explains(
        _ findings: [FeedFinding], sensor: String, window: DriftTable, reference: Sample, threshold: Double
    ) -> Bool {
        guard let times = window.times, let stations = window.stations,
            case .numbers(let values)? = window.columns.first(where: { $0.name == sensor })?.values,
            values.count == times.count, stations.count == times.count
        else { return false }
        let isDoubted = values.indices.map { row in
            findings.contains { $0.station == stations[row] && $0.isOpen(at: times[row]) }
        }
        let doubted = values.indices.filter { isDoubted[$0] }
        let kept = values.indices.filter { !isDoubted[$0] }
        guard !doubted.isEmpty else { return false }
        guard kept.count >= fewestRows else { return true }
        if doubted.count >= fewestRows, reference.standardDeviation > 0 {
            let hours = Set(doubted.map { times[$0].hourIndex })
            let beside = kept.filter { hours.contains(times[$0].hourIndex) }
            let others = Sample((beside.count >= fewestRows ? beside : kept).map { values[$0] })
            let apart = SampleComparison(reference: others, current: Sample(doubted.map { values[$0] }))
                .result(of: .wasserstein)?.score
            if let apart, apart / reference.standardDeviation >= threshold { return true }
        }
        func score(_ values: [Double]) -> Double? {
            SampleComparison(reference: reference, current: Sample(values)).result(of: .wassersteinNorm)?.score
        }
        guard let all = score(values), let left = score(kept.map { values[$0] }) else { return false }
        return left < threshold && all >= threshold || left <= shareLeft * all
    }
}

extension FeedFinding {
    /// Whether a moment is concerned.
    fileprivate func isOpen(at moment: Timestamp) -> Bool {
        onset <= moment && endedAt.map { moment < $0 } ?? true
    }

    /// Hours of a stretch of time that are concerned.
    fileprivate func hours(in span: ClosedRange<Timestamp>) -> Int64 {
        let (first, last) = (max(onset, span.lowerBound), min(endedAt ?? span.upperBound, span.upperBound))
        return max(0, last.hourIndex - first.hourIndex + 1)
    }
}
