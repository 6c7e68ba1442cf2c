import Features
import JSON
import Readings

/// The answer of `POST /forecast`.
struct Forecasts: Equatable {
    /// Where the outcome lies with a given probability, in the quantity's unit and physical range.
    struct Interval: Equatable {
        let level: Double
        let lower: Double
        let upper: Double
    }

    /// One sensor at one hour.
    struct Item: Equatable {
        let quantity: Quantity
        let horizonHours: Int
        let targetTime: Timestamp
        /// In the quantity's unit and physical range; nil when the sensor has no recent value.
        let value: Double?
        /// Narrowest first; none without a value, or where the model knows nothing of its errors.
        let intervals: [Interval]
        /// Whether it starts from a feed that is not believed now.
        let isDoubted: Bool
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
            writer.member("doubted", item.isDoubted)
            writer.name("value")
            if let value = item.value {
                writer.value(value)
                if !item.intervals.isEmpty { write(item.intervals, to: &writer) }
            } else {
                writer.null()
                writer.member(
                    "reason",
                    "the station sent no \(item.quantity.name) within \(ForecastSchema.carriedHours) hours of its "
                        + "last reading")
            }
        }
    }

    private func write(_ intervals: [Interval], to writer: inout JSONWriter) {
        writer.name("intervals")
        writer.array { writer in
            for interval in intervals {
                writer.object { writer in
                    writer.member("level", interval.level)
                    writer.member("lower", interval.lower)
                    writer.member("upper", interval.upper)
                }
            }
        }
    }
}
