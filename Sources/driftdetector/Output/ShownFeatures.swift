import FeatureStore
import Features
import Readings

/// One feature row as it is shown, in the terms of `POST /get-online-features`: whichever store it is from, a value that
/// does not hold is null and its status says why.
struct ShownFeatures: Encodable {
    struct Value: Encodable {
        let value: Float?
        let status: String

        private enum CodingKeys: String, CodingKey { case value, status }

        /// With null for a value that there is not.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(value, forKey: .value)
            try container.encode(status, forKey: .status)
        }
    }

    let entity: String
    let schema: String
    let featureView: String
    /// The moment of asking.
    let at: String
    /// Of the row: whether it holds, has outlived its time, or is not there.
    let status: String
    let eventTimestamp: String?
    /// Since when the row was known so; the online store does not know.
    let knownAt: String?
    let ageSeconds: Double?
    /// Whether Redis was away, so that the row is what the lake knows.
    let degraded: Bool
    let features: [String: Value]

    private let names: [String]

    private enum CodingKeys: String, CodingKey {
        case entity, schema, featureView, at, status, eventTimestamp, knownAt, ageSeconds, degraded, features
    }

    /// A row of the offline store.
    init(_ answer: PointInTimeAnswer, entity: String, schema: FeatureSchema, view: String, at moment: Timestamp) {
        self.init(
            entity: entity, schema: schema, view: view, at: moment, status: answer.status,
            eventTime: answer.observedAt, knownAt: answer.knownAt, values: answer.values.map { $0.isNaN ? nil : $0 })
    }

    /// A row of the online store.
    init(_ row: OnlineRow?, entity: String, view: FeatureView, at moment: Timestamp, isDegraded: Bool) {
        self.init(
            entity: entity, schema: view.schema, view: view.name, at: moment,
            status: row.map { view.isOutsideMaxAge($0.eventTime, at: moment) ? .outsideMaxAge : .present } ?? .notFound,
            eventTime: row?.eventTime, knownAt: nil, values: row?.values.map(\.number), isDegraded: isDegraded)
    }

    private init(
        entity: String, schema: FeatureSchema, view: String, at moment: Timestamp, status: FeatureStatus,
        eventTime: Timestamp?, knownAt: Timestamp?, values: [Float?]?, isDegraded: Bool = false
    ) {
        self.entity = entity
        self.schema = schema.name
        featureView = view
        at = moment.description
        self.status = status.rawValue
        eventTimestamp = eventTime?.description
        self.knownAt = knownAt?.description
        ageSeconds = eventTime.map { Double(moment.milliseconds - $0.milliseconds) / 1_000 }
        degraded = isDegraded
        names = schema.featureNames
        let shown = names.indices.map { place in
            let value = status == .present ? values?[place] : nil
            let own = status == .present && value == nil ? FeatureStatus.nullValue : status
            return Value(value: value, status: own.rawValue)
        }
        features = Dictionary(zip(names, shown)) { first, _ in first }
    }

    /// For people.
    var text: String {
        var table = TextTable(["", "", ""], leftAligned: [0, 1, 2])
        table.add(["entity", entity, ""])
        table.add(["view", featureView, ""])
        table.add(["at", at, ""])
        table.add(["status", status, ""])
        if let eventTimestamp { table.add(["event time", eventTimestamp, ""]) }
        if let knownAt { table.add(["known since", knownAt, ""]) }
        if let ageSeconds { table.add(["age", "\(Number.plain(ageSeconds / 3_600)) h", ""]) }
        if status == FeatureStatus.present.rawValue {
            for name in names {
                let shown = features[name]
                table.add([name, shown?.value.map { "\($0)" } ?? "–", shown?.status ?? ""])
            }
        }
        return table.text
    }
}

extension FeastValue {
    /// A number that is there, as features have it; nil for others.
    fileprivate var number: Float? {
        switch self {
        case .float(let value) where !value.isNaN: value
        case .double(let value) where !value.isNaN: Float(value)
        case .int32(let value): Float(value)
        case .int64(let value): Float(value)
        default: nil
        }
    }
}
