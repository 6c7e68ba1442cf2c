extension SettingKey {
    /// Empty where there is none.
    var defaultValue: String {
        switch self {
        case .collectArchive: "open-meteo-archive"
        case .collectMinute: "5"
        case .collectSources: "auto"
        case .collectStations: ""
        case .dataDirectory: "./data"
        case .driftMonitor: "true"
        case .driftReferenceRows: "50000"
        case .driftSeasonThreshold: "0.55"
        case .driftWindowHours: "1000"
        case .driftWindowSize: "1000"
        case .driftWebhookSecret: ""
        case .driftWebhookURL: ""
        case .driftFeatureThresholds: ""
        case .driftThreshold: "0.3"
        case .featureDefinitions: ""
        case .forecastHorizons: "1,3,6,12,24"
        case .forecastNeighbours: "0"
        case .inferenceRuntime: "native"
        case .logLevel: "INFO"
        case .metarBaseURL: "https://aviationweather.gov"
        case .modelName: "anomaly-detection-model"
        case .modelVersion: "latest"
        case .monitorPort: "8081"
        case .mqttCAFile: ""
        case .mqttTopic: "driftdetector/readings/#"
        case .mqttURL: ""
        case .onnxRuntimeLibrary: ""
        case .xgboostLibrary: ""
        case .openMeteoArchiveURL: "https://archive-api.open-meteo.com"
        case .openMeteoBaseURL: "https://api.open-meteo.com"
        case .openMeteoDailyCalls: "10000"
        case .openWeatherAPIKey: ""
        case .openWeatherBaseURL: "https://api.openweathermap.org"
        case .openWeatherDailyCalls: "1000"
        case .predictionThreshold: "0.5"
        case .prometheusPort: "9090"
        case .redisCAFile: ""
        case .redisURL: ""
        case .retrainMinNewReadings: "1000"
        case .serveHost: "127.0.0.1"
        case .servePort: "8080"
        case .serveToken: ""
        case .trainingSeed: "42"
        case .trainingForecaster: "blend"
        case .trainingThreads: "0"
        case .worldClock: "real"
        }
    }

    var summary: String {
        switch self {
        case .collectArchive: "where hours without a reading are filled from: open-meteo-archive or none"
        case .collectMinute: "minute of each hour at which readings are collected, 0 to 59 (UTC)"
        case .collectSources:
            "sources in order: the first is learned from, metar is a second opinion; auto takes openweathermap "
                + "with a key, open-meteo without, and metar"
        case .collectStations:
            "stations, separated by commas: one of the ten cities by name, or "
                + "NAME:LATITUDE:LONGITUDE[:AIRPORT]; empty takes the ten cities"
        case .dataDirectory: "directory that holds readings, features, models and reports"
        case .driftMonitor: "whether serve and up watch their inputs for drift, true or false; false where monitor does"
        case .driftReferenceRows:
            "training rows that a new detector keeps at most, to hold inputs against; 0 keeps profiles alone"
        case .driftSeasonThreshold:
            "normed Wasserstein distance from the same weeks of earlier years that is marked, from 0; no verdict"
        case .driftWindowHours: "hours that an input of a station's window may be older than the station's newest"
        case .driftWindowSize: "last inputs that are held against the training rows, 10 to 100000"
        case .driftWebhookSecret: "what events for the webhook are signed with; empty leaves them unsigned"
        case .driftWebhookURL: "address that is told of drift found and gone, http:// or https://; empty for none"
        case .driftFeatureThresholds:
            "other thresholds for single features or sensors, such as temperature=0.5,pressure=0.4"
        case .driftThreshold: "normed Wasserstein distance from which on a feature has drifted, from 0"
        case .featureDefinitions:
            "YAML file of the feature store's project, views and services; empty takes what features/ has"
        case .forecastHorizons:
            "hours ahead that a new forecaster is trained for, ascending, 1 to 48, such as 1,3,6,12,24"
        case .forecastNeighbours: "nearest stations that a new forecaster looks at beside each station, 0 to 5"
        case .inferenceRuntime:
            "what computes models' answers: native, this program's own evaluators, or onnxruntime, which runs any graph"
        case .logLevel: "TRACE, DEBUG, INFO, NOTICE, WARNING, ERROR or CRITICAL"
        case .metarBaseURL: "address of the METAR service"
        case .modelName: "name of the weather anomaly detector"
        case .modelVersion: "version that answers: latest (the champion), @champion, @challenger or a number"
        case .monitorPort: "port that the drift monitor listens on; 0 takes a free one"
        case .mqttCAFile: "PEM file of the authorities that an mqtts broker is trusted by; empty takes the system's"
        case .mqttTopic: "topic that readings are received from; its last level names the station where they do not"
        case .mqttURL:
            "broker that readings are received from, mqtt://user:password@host:1883 or mqtts://; empty for none"
        case .onnxRuntimeLibrary: "path of libonnxruntime; empty looks in the usual places"
        case .xgboostLibrary: "path of libxgboost; empty looks in the usual places"
        case .trainingForecaster: "blend, of linear model and boosted trees, or linear"
        case .openMeteoArchiveURL: "address of Open-Meteo's archive"
        case .openMeteoBaseURL: "address of Open-Meteo's current values"
        case .openMeteoDailyCalls: "calls a UTC day to Open-Meteo, by its own weights"
        case .openWeatherAPIKey: "key for the OpenWeatherMap API"
        case .openWeatherBaseURL: "address of OpenWeatherMap"
        case .openWeatherDailyCalls:
            "calls a UTC day to OpenWeatherMap, retries included, over all processes and "
                + "restarts"
        case .predictionThreshold: "a score from here on is an anomaly, 0 to 1; auto takes the detector's own cut"
        case .prometheusPort: "port of a second /metrics; 0 switches it off, a taken port is a warning"
        case .redisCAFile: "PEM file of the authorities that a rediss server is trusted by; empty takes the system's"
        case .redisURL:
            "online store that several programs share, redis://user:password@host:6379/0 or rediss://; empty keeps "
                + "it in memory"
        case .retrainMinNewReadings: "new readings after which a retraining is asked for"
        case .serveHost: "address that the HTTP service listens on"
        case .servePort: "port that the HTTP service listens on; 0 takes a free one"
        case .serveToken:
            "bearer token that requests which change something must carry; empty admits them from this machine "
                + "alone"
        case .trainingSeed: "seed of all random choices"
        case .trainingThreads: "threads that train at once; 0 takes as many as there are cores"
        case .worldClock: "clock to collect by: real, scale=N for N times as fast, or the address of a simulator"
        }
    }
}
