/// Every setting: its name in the configuration file, what it means, and its value where nobody sets it.
///
/// The environment calls `model.name` MODEL_NAME.
enum SettingKey: String, CaseIterable {
    case collectArchive = "collect.archive"
    case collectMinute = "collect.minute"
    case collectSources = "collect.sources"
    case collectStations = "collect.stations"
    case dataDirectory = "data.dir"
    case driftMonitor = "drift.monitor"
    case driftReferenceRows = "drift.reference.rows"
    case driftSeasonThreshold = "drift.season.threshold"
    case driftWindowHours = "drift.window.hours"
    case driftWindowSize = "drift.window.size"
    case driftWebhookSecret = "drift.webhook.secret"
    case driftWebhookURL = "drift.webhook.url"
    case driftFeatureThresholds = "drift.feature.thresholds"
    case driftThreshold = "drift.threshold"
    case featureDefinitions = "feature.definitions"
    case feedChecks = "feed.checks"
    case feedDifferenceLimit = "feed.difference.limit"
    case feedDifferenceLimits = "feed.difference.limits"
    case feedEqualReadings = "feed.equal.readings"
    case feedGapHours = "feed.gap.hours"
    case feedSpreadFactor = "feed.spread.factor"
    case feedSpreadFactors = "feed.spread.factors"
    case forecastHorizons = "forecast.horizons"
    case forecastKeepDays = "forecast.keep.days"
    case forecastNeighbours = "forecast.neighbours"
    case inferenceRuntime = "inference.runtime"
    case logLevel = "log.level"
    case metarBaseURL = "metar.base.url"
    case modelName = "model.name"
    case modelVersion = "model.version"
    case monitorPort = "monitor.port"
    case mqttCAFile = "mqtt.ca.file"
    case mqttTopic = "mqtt.topic"
    case mqttURL = "mqtt.url"
    case onnxRuntimeLibrary = "onnxruntime.library"
    case openMeteoArchiveURL = "openmeteo.archive.url"
    case openMeteoBaseURL = "openmeteo.base.url"
    case openMeteoDailyCalls = "openmeteo.daily.calls"
    case openWeatherAPIKey = "openweather.api.key"
    case openWeatherBaseURL = "openweather.base.url"
    case openWeatherDailyCalls = "openweather.daily.calls"
    case predictionThreshold = "prediction.threshold"
    case prometheusPort = "prometheus.port"
    case promotionApprovalHours = "promotion.approval.hours"
    case promotionShadowHours = "promotion.shadow.hours"
    case promotionTrialHours = "promotion.trial.hours"
    case redisCAFile = "redis.ca.file"
    case redisURL = "redis.url"
    case retrainApproval = "retrain.approval"
    case retrainCoolDownHours = "retrain.cool.down.hours"
    case retrainFreezeAfter = "retrain.freeze.after"
    case retrainHysteresis = "retrain.hysteresis"
    case retrainJobCAFile = "retrain.job.ca.file"
    case retrainJobTemplate = "retrain.job.template"
    case retrainJobTimeoutHours = "retrain.job.timeout.hours"
    case retrainJobTokenFile = "retrain.job.token.file"
    case retrainJobURL = "retrain.job.url"
    case retrainLoop = "retrain.loop"
    case retrainMinGrowth = "retrain.min.growth"
    case retrainMinNewReadings = "retrain.min.new.readings"
    case retrainMostPerDay = "retrain.most.per.day"
    case retrainPolicy = "retrain.policy"
    case retrainScheduleDays = "retrain.schedule.days"
    case retrainSkillLoss = "retrain.skill.loss"
    case retrainWarmUpHours = "retrain.warm.up.hours"
    case serveHost = "serve.host"
    case servePort = "serve.port"
    case serveToken = "serve.token"
    case trainingForecaster = "training.forecaster"
    case trainingSeed = "training.seed"
    case trainingThreads = "training.threads"
    case worldClock = "world.clock"
    case xgboostLibrary = "xgboost.library"

    var environmentName: String {
        rawValue.uppercased().replacing(".", with: "_")
    }

    /// Whether its value must not be shown.
    var isSecret: Bool {
        switch self {
        case .driftWebhookSecret, .driftWebhookURL, .mqttURL, .openWeatherAPIKey, .redisURL, .retrainJobURL,
            .serveToken:
            true
        default: false
        }
    }
}
