import JSON
import Readings

extension DriftStatus {
    /// Writes the status as one object, as `GET /drift` shows it.
    /// - Parameters:
    ///   - writer: gets the object.
    ///   - judgement: what is known of the feeds; nil writes null.
    func write(to writer: inout JSONWriter, judgement: FeedJudgement?) {
        writer.object { writer in
            writer.member("schema", schema)
            writer.member("view", view)
            writer.member("verdict", all.isJudged ? isDrifted ? "drift" : "ok" : "filling")
            writer.member("drift_detected", isDrifted)
            writer.name("severity")
            writer.score(all.severity)
            writer.member("threshold", threshold)
            writer.member("features_with_drift", all.drifted.count)
            writer.name("model")
            writer.object { writer in
                writer.member("name", modelName)
                writer.member("version", modelVersion)
            }
            writer.name("reference")
            writer.object { writer in
                writer.member("rows", reference.rowCount)
                writer.member("kept_rows", reference.keptRowCount)
                writer.member("from", reference.from)
                writer.member("to", reference.to)
            }
            writer.name("window")
            all.write(to: &writer, fewestJudgedRows: fewestJudgedRows)
            writer.name("features")
            writer.object { writer in
                for feature in all.features {
                    writer.name(feature.name)
                    writer.object { writer in
                        writer.name("score")
                        writer.score(feature.score)
                        writer.member("threshold", feature.threshold)
                        writer.member("drifted", all.isJudged && feature.isDrifted)
                        writer.name("group")
                        if let group = feature.group { writer.value(group) } else { writer.null() }
                        writer.name("seasonal")
                        writer.seasonal(feature.seasonal, isJudged: all.isJudged)
                        writer.name("cause")
                        if all.isJudged, feature.isDrifted, let cause = feature.group.flatMap({ causes[$0] }) {
                            writer.value(cause.kind.name)
                        } else {
                            writer.null()
                        }
                    }
                }
            }
            writer.name("causes")
            writer.object { writer in
                for (group, cause) in causes.sorted(by: { $0.key < $1.key }) {
                    writer.name(group)
                    writer.object { writer in
                        writer.member("cause", cause.kind.name)
                        writer.member("evidence", cause.evidence)
                    }
                }
            }
            writer.name("feeds")
            if let judgement { judgement.write(to: &writer) } else { writer.null() }
            writer.name("stations")
            writer.object { writer in
                for station in stations {
                    writer.name(station.name)
                    station.window.write(to: &writer, fewestJudgedRows: fewestJudgedRows)
                }
            }
        }
    }

    /// The scores feature by feature, one object.
    var scoresText: String {
        var writer = JSONWriter(capacity: 1_024)
        writer.object { writer in
            for feature in all.features {
                writer.name(feature.name)
                writer.score(feature.score)
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension DriftStatus.Window {
    fileprivate func write(to writer: inout JSONWriter, fewestJudgedRows: Int) {
        writer.object { writer in
            writer.member("rows", rowCount)
            writer.member("size", capacity)
            writer.member("judged_from", fewestJudgedRows)
            for (name, moment) in [("from", from), ("to", to)] {
                writer.name(name)
                if let moment { writer.value(moment.description) } else { writer.null() }
            }
            writer.name("severity")
            writer.score(severity)
            writer.name("leading_feature")
            if let leading { writer.value(leading.name) } else { writer.null() }
            writer.member("drift_detected", !drifted.isEmpty)
            writer.name("season")
            writeSeason(to: &writer)
        }
    }

    private func writeSeason(to writer: inout JSONWriter) {
        guard let season else { return writer.null() }
        writer.object { writer in
            writer.member("rows", season.rows.count)
            writer.member("years", season.years)
            writer.name("severity")
            writer.score(farthestFromSeason?.seasonal.score)
            writer.name("leading_feature")
            if let farthestFromSeason { writer.value(farthestFromSeason.feature.name) } else { writer.null() }
            writer.member("drifted", isJudged && farthestFromSeason?.seasonal.drifted ?? false)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func seasonal(_ seasonal: SeasonalComparison?, isJudged: Bool) {
        guard let seasonal else { return null() }
        object { writer in
            writer.member("score", seasonal.score)
            writer.member("threshold", seasonal.threshold)
            writer.member("rows", seasonal.rowCount)
            writer.member("years", seasonal.years)
            writer.member("drifted", isJudged && seasonal.drifted)
        }
    }

    fileprivate mutating func score(_ score: Double?) {
        if let score { value(score) } else { null() }
    }
}
