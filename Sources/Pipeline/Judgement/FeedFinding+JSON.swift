import JSON
import Readings

extension FeedFinding {
    /// The finding in a report.
    var json: InlineJSON {
        .object([
            "station": .string(station), "sensor": .string(sensor), "cause": .string(cause.rawValue),
            "sign": .string(sign.rawValue), "from": .string(onset.description),
            "to": endedAt.map { .string($0.description) } ?? .null, "found_at": .string(foundAt.description),
            "sentence": .string(sentence), "value": .optional(evidence.value),
            "expected": .optional(evidence.expected), "difference": .optional(evidence.difference),
            "factor": .optional(evidence.factor), "witnesses": .strings(evidence.witnesses),
        ])
    }

    /// Writes the finding as one object with the same keys.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("station", station)
            writer.member("sensor", sensor)
            writer.member("cause", cause.rawValue)
            writer.member("sign", sign.rawValue)
            writer.member("from", onset.description)
            writer.name("to")
            if let endedAt { writer.value(endedAt.description) } else { writer.null() }
            writer.member("found_at", foundAt.description)
            writer.member("sentence", sentence)
            for (name, number) in [
                ("value", evidence.value), ("expected", evidence.expected), ("difference", evidence.difference),
                ("factor", evidence.factor),
            ] {
                writer.name(name)
                if let number { writer.value(number) } else { writer.null() }
            }
            writer.name("witnesses")
            writer.array { writer in for witness in evidence.witnesses { writer.value(witness) } }
        }
    }
}
