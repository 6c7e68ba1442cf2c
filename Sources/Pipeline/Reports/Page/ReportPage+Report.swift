import Readings

extension ReportPage {
    init(_ report: QuickstartReport) {
        style = Markup(wellFormed: Self.styleSheet)
        data = Markup(wellFormed: report.json.text)
        dataDescription = Markup(escaping: report.dataDescription)
        let sentences = report.findings.map(Markup.init(escaping:))
        verdict = Array(sentences.prefix(1))
        findings = Array(sentences.dropFirst())
        models = report.models.map { model in
            ModelRow(
                name: Markup(escaping: model.name), version: model.version, purpose: Markup(escaping: model.purpose),
                directory: Markup(escaping: model.directory))
        }
        topics =
            ForecastTopics(
                quality: report.quality, fans: report.fans, description: report.skillDescription, isDetailed: false
            ).all
        traceFigures = report.traces.enumerated().map { Self.figure(of: $1, place: $0) }
        detectorSentences = Self.sentences(on: report.detectors)
        detectorNames = report.detectors.map { Markup(escaping: $0.name) }
        monthRows = Self.monthRows(of: report.detectors, trainedUntil: report.trainedUntil)
        faultRows = Self.faultRows(of: report.detectors)
        threshold = Markup(escaping: report.scoreThreshold.fixedText(decimals: 3))
        trainedUntil = Markup(escaping: Self.minute(report.trainedUntil))
        scoreFigures = report.scores.enumerated().map { Self.figure(of: $1, place: $0, report: report) }
        anomalies = report.anomalies.enumerated().map { Self.row(of: $1, rank: $0 + 1) }
        distributionFigures = report.distributions.enumerated().map { Self.figure(of: $1, place: $0) }
    }

    private static func row(of anomaly: QuickstartReport.Anomaly, rank: Int) -> AnomalyRow {
        AnomalyRow(
            rank: rank, station: Markup(escaping: anomaly.station),
            moment: Markup(escaping: anomaly.time.description), time: Markup(escaping: minute(anomaly.time)),
            score: Markup(escaping: anomaly.score.fixedText(decimals: 3)),
            values: anomaly.values.map(Markup.init(escaping:)))
    }

    /// Such as `2013-07-01 06:00 UTC`.
    static func minute(_ moment: Timestamp) -> String {
        let parts = moment.description.split(separator: "T")
        return parts.count == 2 ? "\(parts[0]) \(parts[1].prefix(5)) UTC" : moment.description
    }
}
