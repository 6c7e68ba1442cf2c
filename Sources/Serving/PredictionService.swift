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
    func predictions(for readings: [SentReading], requestID: String) throws -> [Prediction] {
        let answeredAt = now()
        let models = detectors.map(\.slot.current)
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
            let row = detector.features.row(of: reading.values, station: reading.station, at: observedAt)
            let score = try model.forest.anomalyScore(row.span)
            let limit = threshold.value(for: model.forest)
            let prediction = Prediction(
                reading: reading, observedAt: observedAt, anomalyScore: score, isAnomaly: score >= limit,
                threshold: limit, thresholdSource: threshold.source, modelName: model.version.name,
                modelVersion: model.version.number, undefinedFeatures: row.count { $0.isNaN }, requestID: requestID)
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
}
