import JSON
import Readings

extension FeedJudgement {
    /// Writes what is known of the feeds as one object.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("judged_from", from.description)
            writer.member("judged_until", to.description)
            writer.member("open", open.count)
            writer.name("findings")
            // Of a long stretch the newest are what matters.
            writer.array { writer in for finding in findings.suffix(100) { finding.write(to: &writer) } }
            writer.name("forecast_errors")
            writer.object { writer in
                for (sensor, residual) in residuals.sorted(by: { $0.key < $1.key }) {
                    writer.name(sensor)
                    writer.object { writer in
                        writer.member("score", residual.score)
                        writer.member("threshold", ResidualDrift.threshold)
                        writer.member("count", residual.count)
                        writer.member("drifted", residual.drifted)
                    }
                }
            }
        }
    }
}
