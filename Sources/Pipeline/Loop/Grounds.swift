import JSON
import Ledger

/// What a decision about a version rests on.
struct Grounds {
    /// What the gate says.
    var evidence: GateVerdict?
    /// How it forecast beside another.
    var comparison: LiveComparison?
    /// How often it was asked and could not answer.
    var answers: VersionAnswers?

    /// All of it as a JSON text.
    var json: String {
        var writer = JSONWriter(capacity: 512)
        writer.object { writer in
            if let evidence {
                writer.name("gate")
                writer.array { writer in for check in evidence.checks { check.write(to: &writer) } }
            }
            if let comparison {
                writer.name("live")
                writer.object { writer in
                    writer.member("hours", comparison.hours)
                    writer.member("excess", comparison.excess)
                    if let found = comparison.worseAfter { writer.member("worse_after_hours", found) }
                }
            }
            if let answers {
                writer.name("answers")
                writer.object { writer in
                    writer.member("asked", answers.answers)
                    writer.member("failed", answers.failures)
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension GateVerdict.Check {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("check", name)
            writer.member("passed", passed)
            writer.member("sentence", sentence)
        }
    }
}
