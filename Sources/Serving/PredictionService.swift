import FeatureStore
import Features
import Learning
import Metrics
import Readings
import Registry

/// Scores readings and keeps the answers. Never changes what is known of a station.
struct PredictionService: Sendable {
    private let detectors: [ModelSlot<ServedDetector?>]
    private let threshold: AnomalyThreshold
    private let now: @Sendable () -> Timestamp
    private let anomalies: Counter
    private let tally: AnswerTally

    init(dependencies: ServingDependencies, anomalies: Counter) {
        detectors = dependencies.detectors
        threshold = dependencies.threshold
        now = dependencies.now
        tally = dependencies.tally
        self.anomalies = anomalies
    }

    /// Answers the readings of one request; all readings of a schema are answered by the same model version.
    /// - Parameters:
    ///   - readings: checked; one without a moment counts as measured now.
    ///   - requestID: names the request in the records.
    /// - Returns: one prediction a reading, in their order.
    /// - Throws: ``Problem`` when a reading's schema has no model; then none is recorded.
    func predictions(for readings: [SentReading], requestID: String) async throws -> [Prediction] {
        let answeredAt = now()
        let scored = try await scored(readings, at: answeredAt)
        let predictions = scored.map { scored in
            let model = scored.detector.model
            let limit = threshold.value(for: model.detector)
            let isAnomaly = scored.score >= limit
            return Prediction(
                reading: scored.reading, observedAt: scored.observedAt, anomalyScore: scored.score,
                isAnomaly: isAnomaly, threshold: limit, thresholdSource: threshold.source,
                cause: isAnomaly ? Cause(of: scored.row, in: model) : nil,
                modelName: model.version.name, modelVersion: model.version.number,
                undefinedFeatures: scored.row.count { $0.isNaN }, isDegraded: scored.isDegraded, requestID: requestID)
        }
        for (scored, prediction) in zip(scored, predictions) {
            scored.detector.record(
                PredictionRecord(
                    requestID: requestID, answeredAt: answeredAt, station: scored.reading.station,
                    observedAt: scored.observedAt, values: scored.reading.values, features: scored.row,
                    anomalyScore: scored.score, isAnomaly: prediction.isAnomaly, modelName: prediction.modelName,
                    modelVersion: prediction.modelVersion))
        }
        anomalies.increment(by: predictions.count { $0.isAnomaly })
        return predictions
    }

    /// Says why the readings of one request have their scores. Nothing is recorded.
    /// - Parameter readings: checked; one without a moment counts as measured now.
    /// - Returns: one explanation a reading, in their order.
    /// - Throws: ``Problem`` when a reading's schema has no model.
    func explanations(for readings: [SentReading]) async throws -> [Explanation] {
        try await scored(readings, at: now()).map { scored in
            Explanation(
                scored, explanation: try scored.detector.model.detector.explanation(of: scored.row),
                features: scored.detector.model.schema.featureNames)
        }
    }

    private func scored(_ readings: [SentReading], at moment: Timestamp) async throws -> [ScoredReading] {
        let detectors = detectors.compactMap(\.current)
        let histories = try await histories(for: readings, of: detectors)
        return try readings.map { reading in
            guard let place = detectors.firstIndex(where: { $0.readings == reading.schema.name }) else {
                throw Problem(
                    .modelUnavailable,
                    "no detector for \(reading.schema.name) readings is loaded; `driftdetector train` makes one")
            }
            let detector = detectors[place]
            let observedAt = reading.observedAt ?? moment
            let row = detector.features.row(
                of: reading.values, at: observedAt, after: histories[place].byStation[reading.station])
            return ScoredReading(
                reading: reading, observedAt: observedAt, row: row,
                score: try tally.counting(detector.model.version) {
                    () throws(LearningError) in try detector.model.detector.anomalyScore(row.span)
                }, isDegraded: histories[place].isDegraded, detector: detector)
        }
    }

    /// For each detector what is known of the stations that it is asked about.
    private func histories(
        for readings: [SentReading], of detectors: [ServedDetector]
    ) async throws -> [OnlineHistories] {
        var histories: [OnlineHistories] = []
        for detector in detectors {
            var stations: [String] = []
            if readings.count == 1 {
                if readings[0].schema.name == detector.readings { stations = [readings[0].station] }
            } else {
                stations = Set(readings.lazy.filter { $0.schema.name == detector.readings }.map(\.station)).sorted()
            }
            histories.append(
                stations.isEmpty ? OnlineHistories([:]) : try await detector.features.histories(of: stations))
        }
        return histories
    }
}
