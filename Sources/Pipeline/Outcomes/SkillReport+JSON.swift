import JSON
import Readings

extension SkillReport {
    /// All of it, a JSON text.
    public var json: String {
        var writer = JSONWriter(capacity: 4_096)
        writer.object { writer in
            writer.member("model", model)
            writer.member("version", version)
            writer.member("window_hours", ForecastWatch.windowHours)
            writer.name("newest_outcome")
            if let newest { writer.value(newest.description) } else { writer.null() }
            writer.name("scores")
            writer.array { writer in for score in skill.scores { score.write(to: &writer, withPromise: true) } }
            writer.name("stations")
            writer.array { writer in
                for station in stations {
                    writer.object { writer in
                        writer.member("station", station.name)
                        writer.name("scores")
                        writer.array { writer in
                            for score in station.skill.scores { score.write(to: &writer, withPromise: false) }
                        }
                    }
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension LiveSkill.Score {
    fileprivate func write(to writer: inout JSONWriter, withPromise: Bool) {
        writer.object { writer in
            writer.member("sensor", sensor)
            writer.member("horizon_hours", horizon)
            writer.member("count", count)
            writer.member("mae", meanAbsoluteError)
            writer.member("persistence_mae", persistenceError)
            writer.optional("skill", skill)
            writer.optional("coverage", coverage)
            if withPromise {
                writer.optional("promised_ratio", promisedRatio)
                writer.optional("ratio", ratio)
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func optional(_ name: String, _ number: Double?) {
        self.name(name)
        if let number { value(number) } else { null() }
    }
}
