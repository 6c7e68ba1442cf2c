import Features
import JSON
import Readings

/// The answer of `POST /forecast`.
struct Forecasts: Equatable {
    /// One sensor at one hour.
    struct Item: Equatable {
        let quantity: Quantity
        let horizonHours: Int
        let targetTime: Timestamp
        /// In the quantity's unit and physical range; nil when the sensor has no recent value.
        let value: Double?
    }

    let station: String
    /// The hour of the station's last reading, from which the horizons count.
    let issuedAt: Timestamp
    /// Whether the last reading is old.
    let isStale: Bool
    /// Whether the online store was away, so that the last reading is the one that was known last.
    let isDegraded: Bool
    let modelName: String
    let modelVersion: Int
    let items: [Item]
    let ignored: [String]

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("machine_id", station)
            writer.member("issued_at", issuedAt.description)
            writer.member("stale", isStale)
            writer.member("degraded", isDegraded)
            writer.member("model_name", modelName)
            writer.member("model_version", modelVersion)
            writer.name("forecasts")
            writer.array { writer in
                for item in items { write(item, to: &writer) }
            }
            writer.member("ignored", ignored)
        }
    }

    private func write(_ item: Item, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("sensor", item.quantity.name)
            writer.member("unit", item.quantity.unit)
            writer.member("horizon_hours", item.horizonHours)
            writer.member("target_time", item.targetTime.description)
            writer.name("value")
            if let value = item.value {
                writer.value(value)
            } else {
                writer.null()
                writer.member(
                    "reason",
                    "the station sent no \(item.quantity.name) within \(ForecastSchema.carriedHours) hours of its "
                        + "last reading")
            }
        }
    }
}
