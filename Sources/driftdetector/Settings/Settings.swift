import FeatureStore
import Features
import Logging
import Pipeline
import Redis
import Registry
import Serving

/// All settings, understood.
struct Settings {
    let values: SettingValues
    let dataDirectory: String
    /// Hours ahead that a new forecaster is trained for, ascending.
    let forecastHorizons: [Int]
    /// Nearest stations that a new forecaster looks at beside each station.
    let forecastNeighbours: Int
    let logLevel: Logger.Level
    let modelNames: ModelNames
    let modelVersion: ModelReference
    let inferenceRuntime: InferenceRuntime
    let onnxRuntimeLibrary: String?
    let xgboostLibrary: String?
    let predictionThreshold: AnomalyThreshold
    let prometheusPort: Int
    let serveHost: String
    let servePort: Int
    let trainingForecaster: ForecasterKind
    let trainingSeed: UInt64
    /// 0 for as many as there are cores.
    let trainingThreads: Int
    /// Nil admits requests that change something from this machine alone.
    let serveToken: String?
    let retrainMinNewReadings: Int
    let collection: CollectionSettings
    /// Nil when no broker is named.
    let mqtt: MQTTSettings?
    /// Nil keeps the online store in memory.
    let redis: RedisConfiguration?
    let drift: DriftSettings
    /// How feeds are checked.
    let feeds: FeedSettings
    /// When models are trained anew, and what challengers go through.
    let retraining: RetrainingSettings
    /// Normed Wasserstein distance from which on a feature has drifted, ≥ 0.
    let driftThreshold: Double
    /// The same for single features or sensors, by name.
    let driftFeatureThresholds: [String: Double]
    let featureStore: FeatureStoreDefinition
    /// Nil tells nobody of drift.
    let webhook: WebhookTarget?
    let worldClock: WorldClockSetting

    /// Reads what the texts mean.
    ///
    /// Throws ``SettingsError`` for the first text that cannot be meant.
    init(_ values: SettingValues) throws(SettingsError) {
        self.values = values
        let reader = SettingReader(values: values)
        dataDirectory = try reader.text(.dataDirectory)
        forecastHorizons = try reader.value(.forecastHorizons, expected: HorizonList.expected) {
            HorizonList($0)?.hours
        }
        forecastNeighbours = try reader.number(.forecastNeighbours, in: 0...ForecastSchema.mostNeighbours)
        logLevel = try reader.value(.logLevel, expected: SettingKey.logLevel.summary) {
            Logger.Level(rawValue: $0.lowercased())
        }
        modelNames = ModelNames(
            weatherDetector: try reader.value(.modelName, expected: "a name of a-z, 0-9, - and _") {
                ModelRegistry.isValidName($0) ? $0 : nil
            })
        modelVersion = try reader.value(.modelVersion, expected: "latest, @champion, @challenger or a number") {
            ModelReference($0)
        }
        inferenceRuntime = try reader.value(.inferenceRuntime, expected: "native or onnxruntime") {
            InferenceRuntime(rawValue: $0)
        }
        onnxRuntimeLibrary = reader.optional(.onnxRuntimeLibrary)
        xgboostLibrary = reader.optional(.xgboostLibrary)
        predictionThreshold = try reader.value(.predictionThreshold, expected: "a number from 0 to 1, or auto") {
            AnomalyThreshold($0)
        }
        prometheusPort = try reader.port(.prometheusPort)
        serveHost = try reader.text(.serveHost)
        servePort = try reader.port(.servePort)
        trainingForecaster = try reader.value(.trainingForecaster, expected: "blend or linear") {
            ForecasterKind(rawValue: $0)
        }
        trainingSeed = try reader.value(.trainingSeed, expected: "a whole number from 0") { UInt64($0) }
        trainingThreads = try reader.value(.trainingThreads, expected: "0 to 1024") {
            Int($0).flatMap { (0...1024).contains($0) ? $0 : nil }
        }
        serveToken = reader.optional(.serveToken)
        retrainMinNewReadings = try reader.number(.retrainMinNewReadings, in: 1...1_000_000_000)
        collection = try CollectionSettings(reader)
        mqtt = try MQTTSettings(reader)
        redis = try RedisConfiguration(reader)
        drift = try DriftSettings(reader)
        feeds = try FeedSettings(reader)
        retraining = try RetrainingSettings(reader)
        featureStore = try reader.optional(.featureDefinitions).map(DefinitionsFile.read) ?? .standard
        webhook =
            try reader.optional(.driftWebhookURL) == nil
            ? nil
            : reader.value(.driftWebhookURL, expected: "an address such as https://example.org/hooks/drift") {
                WebhookTarget(url: $0, secret: reader.optional(.driftWebhookSecret))
            }
        driftThreshold = try reader.value(.driftThreshold, expected: "a number from 0") {
            FeatureThresholdList.threshold($0)
        }
        driftFeatureThresholds = try reader.value(.driftFeatureThresholds, expected: FeatureThresholdList.expected) {
            FeatureThresholdList($0)?.thresholds
        }
        worldClock = try reader.value(.worldClock, expected: "real, scale=N or the address of a simulator") {
            WorldClockSetting($0)
        }
    }
}
