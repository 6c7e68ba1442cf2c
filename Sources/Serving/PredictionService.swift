import FeatureStore
import Learning
import Metrics
import Readings
import Registry

/// Scores readings and keeps the answers. Never changes what is known of a station.
struct PredictionService: Sendable {
    private let detectors: [ServedDetector]
    private let threshold: AnomalyThreshold
    private let now: @Sendable () -> Timestamp
    private let anomalies: Counter

    init(dependencies: ServingDependencies, anomalies: Counter) {
        detectors = dependencies.detectors
        threshold = dependencies.threshold
        now = dependencies.now
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
        let models = detectors.map(\.slot.current)
        let histories = try await histories(for: readings)
        var answers: [(prediction: Prediction, record: PredictionRecord, detector: ServedDetector)] = []
        answers.reserveCapacity(readings.count)
        for reading in readings {
            guard let place = detectors.firstIndex(where: { $0.schemaName == reading.schema.name }) else {
                throw Problem(
                    .modelUnavailable,
                    "no detector for \(reading.schema.name) readings is loaded; `driftdetector train` makes one")
            }
            let (detector, model) = (detectors[place], models[place])
            let observedAt = reading.observedAt ?? answeredAt
            let row = detector.features.row(
                of: reading.values, at: observedAt, after: histories[place].byStation[reading.station])
            let score = try model.forest.anomalyScore(row.span)
            let limit = threshold.value(for: model.forest)
            let prediction = Prediction(
                reading: reading, observedAt: observedAt, anomalyScore: score, isAnomaly: score >= limit,
                threshold: limit, thresholdSource: threshold.source, modelName: model.version.name,
                modelVersion: model.version.number, undefinedFeatures: row.count { $0.isNaN },
                isDegraded: histories[place].isDegraded, requestID: requestID)
            let record = PredictionRecord(
                requestID: requestID, answeredAt: answeredAt, station: reading.station, observedAt: observedAt,
                values: reading.values, features: row, anomalyScore: score, isAnomaly: prediction.isAnomaly,
                modelName: prediction.modelName, modelVersion: prediction.modelVersion)
            answers.append((prediction, record, detector))
        }
        for answer in answers { answer.detector.record(answer.record) }
        anomalies.increment(by: answers.count { $0.prediction.isAnomaly })
        return answers.map(\.prediction)
    }

    /// For each detector what is known of the stations that it is asked about.
    private func histories(for readings: [SentReading]) async throws -> [OnlineHistories] {
        var histories: [OnlineHistories] = []
        for detector in detectors {
            var stations: [String] = []
            if readings.count == 1 {
                if readings[0].schema.name == detector.schemaName { stations = [readings[0].station] }
            } else {
                stations = Set(readings.lazy.filter { $0.schema.name == detector.schemaName }.map(\.station)).sorted()
            }
            histories.append(
                stations.isEmpty ? OnlineHistories([:]) : try await detector.features.histories(of: stations))
        }
        return histories
    }
}
