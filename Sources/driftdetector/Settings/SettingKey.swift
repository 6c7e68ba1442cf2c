/// Every setting: its name in the configuration file, what it means, and its value where nobody sets it.
///
/// The environment calls `model.name` MODEL_NAME.
enum SettingKey: String, CaseIterable {
    case dataDirectory = "data.dir"
    case logLevel = "log.level"
    case modelName = "model.name"
    case modelVersion = "model.version"
    case onnxRuntimeLibrary = "onnxruntime.library"
    case predictionThreshold = "prediction.threshold"
    case prometheusPort = "prometheus.port"
    case serveHost = "serve.host"
    case servePort = "serve.port"
    case trainingSeed = "training.seed"
    case trainingThreads = "training.threads"

    var environmentName: String {
        rawValue.uppercased().replacing(".", with: "_")
    }

    /// Empty where there is none.
    var defaultValue: String {
        switch self {
        case .dataDirectory: "./data"
        case .logLevel: "INFO"
        case .modelName: "anomaly-detection-model"
        case .modelVersion: "latest"
        case .onnxRuntimeLibrary: ""
        case .predictionThreshold: "0.5"
        case .prometheusPort: "9090"
        case .serveHost: "127.0.0.1"
        case .servePort: "8080"
        case .trainingSeed: "42"
        case .trainingThreads: "0"
        }
    }

    var summary: String {
        switch self {
        case .dataDirectory: "directory that holds readings, features, models and reports"
        case .logLevel: "TRACE, DEBUG, INFO, NOTICE, WARNING, ERROR or CRITICAL"
        case .modelName: "name of the weather anomaly detector"
        case .modelVersion: "version that answers: latest (the champion), @champion, @challenger or a number"
        case .onnxRuntimeLibrary: "path of libonnxruntime; empty looks in the usual places"
        case .predictionThreshold: "a score from here on is an anomaly, 0 to 1; auto takes the detector's own cut"
        case .prometheusPort: "port of a second /metrics; 0 switches it off, a taken port is a warning"
        case .serveHost: "address that the HTTP service listens on"
        case .servePort: "port that the HTTP service listens on; 0 takes a free one"
        case .trainingSeed: "seed of all random choices"
        case .trainingThreads: "threads that train at once; 0 takes as many as there are cores"
        }
    }
}
