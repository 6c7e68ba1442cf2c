import FeatureStore
import Features
import Readings

/// One feature row as it is shown: when it is of, since when it was known, and its values.
struct ShownFeatures: Encodable {
    let entity: String
    let schema: String
    let at: String
    let status: String
    let eventTimestamp: String?
    let knownAt: String?
    let ageSeconds: Double?
    /// By feature, undefined ones as nil; empty without a row.
    let features: [String: Float?]

    private let names: [String]

    private enum CodingKeys: String, CodingKey {
        case entity, schema, at, status, eventTimestamp, knownAt, ageSeconds, features
    }

    init(_ answer: PointInTimeAnswer, entity: String, at moment: Timestamp, schema: FeatureSchema) {
        self.entity = entity
        self.schema = schema.name
        at = moment.description
        status = answer.status.rawValue
        eventTimestamp = answer.observedAt?.description
        knownAt = answer.knownAt?.description
        ageSeconds = answer.observedAt.map { Double(moment.milliseconds - $0.milliseconds) / 1_000 }
        names = answer.status == .present ? schema.featureNames : []
        features = Dictionary(
            uniqueKeysWithValues: zip(names, answer.values).map { ($0, $1.isNaN ? nil : $1) })
    }

    /// For people.
    var text: String {
        var table = TextTable(["", ""], leftAligned: [0, 1])
        table.add(["entity", entity])
        table.add(["at", at])
        table.add(["status", status])
        if let eventTimestamp, let knownAt, let ageSeconds {
            table.add(["event time", eventTimestamp])
            table.add(["known since", knownAt])
            table.add(["age", "\(Number.plain(ageSeconds / 3_600)) h"])
        }
        for name in names {
            let value = features[name] ?? nil
            table.add([name, value.map { "\($0)" } ?? "–"])
        }
        return table.text
    }
}
