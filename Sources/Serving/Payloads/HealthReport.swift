import FeatureStore
import JSON
import Readings

/// The answer of `GET /health`.
struct HealthReport: Equatable {
    /// A model that answers.
    struct Model: Equatable {
        let name: String
        let version: Int
        let kind: String
        /// The schema of the readings that it takes.
        let schema: String
        let trainedAt: String
    }

    let version: String
    let models: [Model]
    let feed: FeedStatus
    /// The online store that is shared with other programs; nil for the one in memory.
    let onlineStore: OnlineStoreStatus?
    /// Why the answers are worth less than they could be; nil when all is well.
    let degradation: String?

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("status", degradation == nil ? "ok" : "degraded")
            if let degradation { writer.member("reason", degradation) }
            writer.member("version", version)
            writer.name("models")
            writer.array { writer in
                for model in models {
                    writer.object { writer in
                        writer.member("name", model.name)
                        writer.member("version", model.version)
                        writer.member("kind", model.kind)
                        writer.member("schema", model.schema)
                        writer.member("trained_at", model.trainedAt)
                    }
                }
            }
            if let onlineStore {
                writer.name("online_store")
                writer.object { writer in
                    writer.member("server", onlineStore.server)
                    writer.member(
                        "status", onlineStore.isAway ? "away" : onlineStore.refusesWrites ? "refuses_writes" : "ok")
                    if let problem = onlineStore.problem { writer.member("reason", problem) }
                    writer.member("pending_readings", onlineStore.pendingReadings)
                }
            }
            writer.member("stations", feed.stationCount)
            writer.name("newest_reading")
            if let newest = feed.newestReading {
                writer.value(newest.description)
            } else {
                writer.null()
            }
        }
    }
}
