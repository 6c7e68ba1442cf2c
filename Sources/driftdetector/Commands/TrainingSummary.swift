import Pipeline
import Registry

/// What `quickstart` and `train` print for machines.
struct TrainingSummary: Encodable {
    /// One version.
    struct Model: Encodable {
        let name: String
        let version: Int
        let kind: String
        let alias: String?
        let isNew: Bool
        let metrics: [String: Double]

        init(_ model: TrainedModel) {
            name = model.version.name
            version = model.version.number
            kind = model.version.run.kind.rawValue
            alias = model.alias?.rawValue
            isNew = model.isNew
            metrics = model.version.run.metrics
        }

        private enum CodingKeys: String, CodingKey {
            case name, version, kind, alias, isNew, metrics
        }

        /// Without an alias null is written.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode(version, forKey: .version)
            try container.encode(kind, forKey: .kind)
            try container.encode(alias, forKey: .alias)
            try container.encode(isNew, forKey: .isNew)
            try container.encode(metrics, forKey: .metrics)
        }
    }

    let models: [Model]
    let forecastSkill: [String: [String: Double]]
    let anomalies: Int?
    let report: String?
    let dataDir: String
    let seconds: Double

    private enum CodingKeys: String, CodingKey {
        case models, forecastSkill, anomalies, report, dataDir, seconds
    }

    /// Keys without a value are written as null, so that both commands give the same keys.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(models, forKey: .models)
        try container.encode(forecastSkill, forKey: .forecastSkill)
        try container.encode(anomalies, forKey: .anomalies)
        try container.encode(report, forKey: .report)
        try container.encode(dataDir, forKey: .dataDir)
        try container.encode(seconds, forKey: .seconds)
    }
}
