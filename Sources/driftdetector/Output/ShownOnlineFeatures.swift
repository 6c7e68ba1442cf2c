import FeatureStore
import Features
import Readings

/// The newest feature row of a station in the online store, as it is shown.
struct ShownOnlineFeatures: Encodable {
    struct Value: Encodable {
        let value: Float?
        let status: String
    }

    let entity: String
    let featureView: String
    let at: String
    /// What most features have: a row that holds, that has outlived its ttl, or none.
    let status: String
    let eventTimestamp: String?
    let ageSeconds: Double?
    let features: [String: Value]

    private let names: [String]

    private enum CodingKeys: String, CodingKey {
        case entity, featureView, at, status, eventTimestamp, ageSeconds, features
    }

    init(_ row: OnlineRow?, entity: String, view: FeatureView, at moment: Timestamp) {
        self.entity = entity
        featureView = view.name
        at = moment.description
        status =
            (row.map { view.isOutsideMaxAge($0.eventTime, at: moment) ? FeatureStatus.outsideMaxAge : .present }
            ?? .notFound).rawValue
        eventTimestamp = row?.eventTime.description
        ageSeconds = row.map { Double(moment.milliseconds - $0.eventTime.milliseconds) / 1_000 }
        names = row == nil ? [] : view.schema.featureNames
        features = Dictionary(
            uniqueKeysWithValues: zip(names, row?.values ?? []).map { name, value in
                let status = FeatureStatus(of: value, in: row, view: view, at: moment)
                return (name, Value(value: value.number, status: status.rawValue))
            })
    }

    /// For people.
    var text: String {
        var table = TextTable(["", "", ""], leftAligned: [0, 1, 2])
        table.add(["entity", entity, ""])
        table.add(["view", featureView, ""])
        table.add(["status", status, ""])
        if let eventTimestamp, let ageSeconds {
            table.add(["event time", eventTimestamp, ""])
            table.add(["age", "\(Number.plain(ageSeconds / 3_600)) h", ""])
        }
        for name in names {
            let shown = features[name]
            table.add([name, shown?.value.map { "\($0)" } ?? "–", shown?.status ?? ""])
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
