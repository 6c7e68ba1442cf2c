import Features
import Learning
import Readings
import Registry

extension QuickstartReport {
    /// What the report is made of.
    struct Material {
        let readings: ReadingTable
        let features: FeatureTable
        let scores: [Double]
        let detector: DetectorTraining.Outcome
        /// The detector of change, and its score of each row.
        let change: DetectorTraining.Outcome
        let changeScores: [Double]
        let examples: ForecastExamples
        let forecasts: ForecasterTraining.Outcome
        let models: [TrainedModel]

        /// What the judged forecaster issued.
        var issued: [IssuedForecasts] {
            let forecaster = forecasts.forecaster
            return forecasts.testRows.map { row in
                IssuedForecasts(
                    row: row, values: forecaster.forecasts(of: examples, row: row), intervals: forecaster.intervals)
            }
        }
    }

    private static let tracedDays = 14
    private static let shownAnomalies = 15
    private static let binCount = 24

    /// Draws the report's contents from tables and models.
    init(_ material: Material) {
        let threshold = material.detector.detector.anomalyThreshold
        let flagged = material.scores.count { $0 >= threshold }
        let quality = ForecastQuality(
            material.forecasts.evaluation, quantities: material.examples.schema.sensors.quantities)
        var findings: [String] = []
        if let temperature = quality.sensors.first(where: { $0.name == "temperature" }),
            let best = temperature.scores.filter(\.skill.isFinite).max(by: { $0.skill < $1.skill })
        {
            findings.append(
                "Temperature forecasts are \(Int((best.skill * 100).rounded())) % closer than persistence at "
                    + "\(best.horizon) h (mean absolute error \(Self.short(best.error)) "
                    + "instead of \(Self.short(best.persistenceError)) \(temperature.unit)).")
        }
        findings.append(
            "\(flagged) of \(material.scores.count) readings score at least \(Self.short(threshold)), "
                + "the detector's own threshold.")
        let doubts = material.readings.flags.keys.sorted().map(material.readings.describeFlags(ofRow:))
        findings.append(
            doubts.isEmpty
                ? "Quality control doubts no value."
                : "Quality control doubts \(doubts.count) reading: \(doubts.joined(separator: "; ")). "
                    + "It is kept, and no model learned from the doubted value.")
        self.init(
            dataDescription: Self.dataDescription(material.readings), findings: findings,
            models: material.models.map {
                Model(
                    name: $0.version.name, version: $0.version.number,
                    purpose: "\($0.version.run.kind.rawValue), \($0.version.run.view)",
                    directory: $0.version.directory)
            },
            skillDescription:
                "Learned from outcomes up to \(material.forecasts.data.to.prefix(10)), judged on all hours after; "
                + "error is the mean absolute error, pooled over the stations.",
            quality: quality,
            fans: ForecastFan.typical(of: material.issued, on: material.examples), traces: Self.traces(material),
            detectors: [
                DetectorFigures(
                    name: "Isolation forest", scores: material.scores, times: material.features.times,
                    threshold: threshold, metrics: material.detector.metrics),
                DetectorFigures(
                    name: "Sudden change", scores: material.changeScores, times: material.features.times,
                    threshold: material.change.detector.anomalyThreshold, metrics: material.change.metrics),
            ],
            scores: Self.scoreSeries(material),
            scoreThreshold: threshold,
            trainedUntil: material.detector.split.trainingEnd, anomalies: Self.anomalies(material),
            distributions: Self.distributions(material))
    }

    private static func dataDescription(_ readings: ReadingTable) -> String {
        let times = readings.observedAt
        let span = [times.min(), times.max()].compactMap { $0?.description.prefix(10) }.joined(separator: " to ")
        return "\(readings.rowCount) hourly readings of \(readings.stations.sorted().joined(separator: ", ")), \(span)."
    }

    /// The first two weeks that were judged, of the first station: each sensor 6 h ahead.
    private static func traces(_ material: Material) -> [Trace] {
        let examples = material.examples
        let schema = examples.schema
        guard let horizon = schema.horizons.firstIndex(of: 6) ?? schema.horizons.indices.first,
            let first = material.forecasts.testRows.first
        else { return [] }
        let end = examples.issuedAt[first].advanced(hours: 24 * tracedDays)
        let rows = material.forecasts.testRows.filter {
            examples.stationCodes[$0] == examples.stationCodes[first] && examples.issuedAt[$0] < end
        }
        let sensors = examples.sensorCount
        let forecasts = rows.map { material.forecasts.forecaster.forecasts(of: examples, row: $0) }
        return schema.sensors.quantities.enumerated().map { sensor, quantity in
            Trace(
                station: examples.stations[examples.stationCodes[first]], sensor: quantity.name, unit: quantity.unit,
                horizon: schema.horizons[horizon],
                times: rows.map { examples.issuedAt[$0].advanced(hours: schema.horizons[horizon]) },
                forecast: forecasts.map { $0[horizon * sensors + sensor] },
                outcome: rows.map { examples.outcome(row: $0, horizon: horizon, sensor: sensor) })
        }
    }

    private static func scoreSeries(_ material: Material) -> [ScoreSeries] {
        zip(material.readings.stations, material.readings.rowsByStation()).map { station, rows in
            ScoreSeries(
                station: station, times: rows.map { material.features.times[$0] },
                scores: rows.map { material.scores[$0] })
        }.sorted { $0.station < $1.station }
    }

    private static func anomalies(_ material: Material) -> [Anomaly] {
        let strangest = material.scores.indices.sorted { (-material.scores[$0], $0) < (-material.scores[$1], $1) }
        return strangest.prefix(shownAnomalies).map { row in
            let reading = material.readings.reading(row)
            let values = zip(material.readings.schema.quantities, reading.values).map { quantity, value in
                value.isNaN ? "\(quantity.name) missing" : "\(quantity.name) \(value) \(quantity.unit)"
            }
            return Anomaly(
                station: reading.station, time: reading.observedAt, score: material.scores[row], values: values)
        }
    }

    private static func distributions(_ material: Material) -> [Distribution] {
        let matrix = material.features.matrix
        let training = material.detector.split.trainingRows(of: material.features.times)
        let later = material.detector.split.testRows(of: material.features.times)
        return material.features.schema.features.enumerated().compactMap { column, feature in
            func values(_ rows: [Int]) -> [Double] { rows.map { Double(matrix[$0, column]) }.filter { !$0.isNaN } }
            let (old, new) = (values(training), values(later))
            guard let least = (old + new).min(), let greatest = (old + new).max() else { return nil }
            let width = max(greatest - least, 1e-9) / Double(binCount)
            func shares(_ values: [Double]) -> [Double] {
                var counts = [Double](repeating: 0, count: binCount)
                for value in values { counts[min(binCount - 1, Int((value - least) / width))] += 1 }
                return counts.map { values.isEmpty ? 0 : $0 / Double(values.count) }
            }
            return Distribution(
                feature: feature.name, edges: (0...binCount).map { least + width * Double($0) },
                training: shares(old), later: shares(new))
        }
    }

    private static func short(_ number: Double) -> String {
        "\((number * 100).rounded() / 100)"
    }
}
