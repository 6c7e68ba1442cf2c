import JSON
import Ledger

extension RetrainingObservation {
    /// What a decision rests on, with the thresholds that it was held against.
    func json(rules: RetrainingRules) -> String {
        var writer = JSONWriter(capacity: 1_024)
        writer.object { writer in
            writer.name("drift")
            if let drift {
                writer.object { writer in
                    writer.member("moved", drift.hasMoved)
                    if let score = drift.score { writer.member("score", score) }
                }
            } else {
                writer.null()
            }
            writer.name("skill")
            if let skill {
                writer.object { writer in
                    writer.member("sensor", skill.sensor)
                    writer.member("ratio", skill.ratio)
                    writer.member("outcomes", skill.count)
                    writer.member("threshold", rules.skillLoss)
                }
            } else {
                writer.null()
            }
            writer.name("doubted_feeds")
            writer.array { writer in for feed in doubtedFeeds { writer.value(feed.sentence) } }
            writer.name("readings")
            writer.object { writer in
                writer.member("stored", material.readings)
                if let before = material.readingsAtTraining { writer.member("at_training", before) }
            }
            writer.name("policies")
            writer.array { writer in for policy in rules.policies.map(\.rawValue).sorted() { writer.value(policy) } }
            writer.name("requests")
            writer.array { writer in
                for request in requests {
                    writer.object { writer in
                        writer.member("id", Int(request.id))
                        writer.member("origin", request.origin.rawValue)
                        writer.member("detail", request.detail)
                    }
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
