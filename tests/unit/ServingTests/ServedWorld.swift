import Features
import FeatureStore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Logging
import Prometheus
import Readings
import Registry
import Serving
import Synchronization

/// A service with its own stores, on the shared models and at a fixed moment.
final class ServedWorld: Sendable {
    static let request =
        #"{"machine_id":"machine_001","temperature":75.5,"vibration":0.42,"rotation_speed":1450}"#
    static let weather = #"{"machine_id":"Berlin","temperature":18.5,"pressure":1012,"humidity":64,"wind_speed":3.5}"#

    let models: TrainedModels
    let weatherStore = MemoryOnlineStore(schema: .weather)
    let machineStore = MemoryOnlineStore(schema: .machine)
    let registry = PrometheusRegistry()
    let log = LogCapture()
    private let keptRecords = Mutex<[PredictionRecord]>([])

    /// What was given to be kept, in order.
    var records: [PredictionRecord] { keptRecords.withLock { $0 } }

    init() throws {
        models = try TrainedModels.shared.get()
        weatherStore.put(models.weatherReadings)
        machineStore.put(models.machineReadings)
        try registry.declare(.counter("inference_requests_total", help: "Requests."))
        try registry.declare(.counter("anomalies_detected_total", help: "Anomalies."))
        try registry.declare(.histogram("inference_request_duration_seconds", help: "Seconds.", buckets: [60]))
    }

    var weatherFeatures: FeatureReader { FeatureReader(store: weatherStore, schema: .weather) }
    var machineFeatures: FeatureReader { FeatureReader(store: machineStore, schema: .machine) }

    /// The row of a reading of Berlin.
    func weatherRow(of values: [Double], at moment: Timestamp) -> [Float] {
        weatherFeatures.row(of: values, at: moment, after: weatherStore.histories(of: ["Berlin"]).byStation["Berlin"])
    }

    /// The row of a reading of `machine_001`.
    func machineRow(of values: [Double], at moment: Timestamp) -> [Float] {
        let history = machineStore.histories(of: ["machine_001"]).byStation["machine_001"]
        return machineFeatures.row(of: values, at: moment, after: history)
    }

    func dependencies(
        threshold: AnomalyThreshold = .fixed(0.5), now: Timestamp = TrainedModels.lastHour.advanced(hours: 1)
    ) -> ServingDependencies {
        let record: @Sendable (PredictionRecord) -> Void = { [weak self] record in
            self?.keptRecords.withLock { $0.append(record) }
        }
        return ServingDependencies(
            detectors: [
                ModelSlot(ServedDetector(model: models.weather, features: weatherFeatures, record: record)),
                ModelSlot(ServedDetector(model: models.machine, features: machineFeatures, record: record)),
            ],
            forecaster: ServedForecaster(slot: ModelSlot(models.forecaster), features: weatherFeatures),
            threshold: threshold, now: { now }, feed: { [weatherStore] in FeedStatus(of: weatherStore) },
            exposition: Exposition(contentType: TextExposition.contentType) { [registry] in
                TextExposition.text(of: registry)
            },
            metrics: PrometheusMetricsFactory(registry: registry), logger: log.logger, programVersion: "0.1.0")
    }

    /// The answer to a POST of a text.
    func post(
        _ path: String, _ body: some StringProtocol, headers: HTTPFields = [:],
        of dependencies: ServingDependencies? = nil
    ) async throws -> Answer {
        try await ask(.post, path, bytes: Array(body.utf8), headers: headers, of: dependencies)
    }

    /// The answer of a service of these dependencies, without a socket.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, bytes: [UInt8]? = nil, headers: HTTPFields = [:],
        of dependencies: ServingDependencies? = nil
    ) async throws -> Answer {
        let api = try InferenceAPI(dependencies: dependencies ?? self.dependencies())
        return try await api.application().test(.router) { client in
            try await Answer(
                client.executeRequest(
                    uri: path, method: method, headers: headers, body: bytes.map { ByteBuffer(bytes: $0) }))
        }
    }
}
