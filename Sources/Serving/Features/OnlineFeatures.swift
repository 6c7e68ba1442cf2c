import FeatureStore
import JSON
import Readings

/// The answer of `POST /get-online-features`: a column for each feature, in Feast's JSON.
///
/// Other than Feast's own server it says NOT_FOUND of an entity that has no row, and OUTSIDE_MAX_AGE of a value that has
/// outlived its view's ttl; such a value is null.
struct OnlineFeatures {
    let request: OnlineFeaturesRequest
    let definition: FeatureStoreDefinition
    /// For each view that is asked for a row, or nil, for each entity.
    let rows: [String: [OnlineRow?]]
    let now: Timestamp
    /// Whether the online store was away, so that rows are what was known last.
    let isDegraded: Bool

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("metadata")
            writer.object { writer in
                writer.member("feature_names", [definition.entity] + request.columns.map(\.name))
                if isDegraded { writer.member("degraded", true) }
            }
            writer.name("results")
            writer.array { writer in
                writer.object { writer in
                    writer.name("values")
                    writer.array { writer in for station in request.stations { writer.value(station) } }
                    writer.member("statuses", request.stations.map { _ in FeatureStatus.present.rawValue })
                    writer.member("event_timestamps", request.stations.map { _ in Self.noMoment })
                }
                for column in request.columns { write(column, to: &writer) }
            }
        }
    }

    private func write(_ column: OnlineFeaturesRequest.Column, to writer: inout JSONWriter) {
        guard let view = definition.view(named: column.view) else { return }
        let rows = rows[column.view] ?? request.stations.map { _ in nil }
        let statuses = rows.map { FeatureStatus(of: $0?.values[column.place], in: $0, view: view, at: now) }
        writer.object { writer in
            writer.name("values")
            writer.array { writer in
                for (row, status) in zip(rows, statuses) {
                    if status == .present, let value = row?.values[column.place] {
                        value.write(to: &writer)
                    } else {
                        writer.null()
                    }
                }
            }
            writer.member("statuses", statuses.map(\.rawValue))
            writer.member("event_timestamps", rows.map { $0?.eventTime.description ?? Self.noMoment })
        }
    }

    /// What protobuf makes of no moment.
    private static let noMoment = "1970-01-01T00:00:00Z"
}
