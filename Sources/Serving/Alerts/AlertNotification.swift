import JSON
import Ledger
import Readings

/// The body of `POST /alerts`: what Alertmanager's webhook sends, version 4, and Grafana with it.
///
/// Source: `notify/webhook/webhook.go` and `template/template.go` of github.com/prometheus/alertmanager. Members that
/// are unknown are ignored; those that older versions leave out, `fingerprint` and `truncatedAlerts`, may be missing.
struct AlertNotification: Equatable {
    /// The version of the body's format, a text.
    static let version = "4"
    /// What Grafana calls the same format; its bodies have an `orgId`.
    static let grafanaVersion = "1"

    let alerts: [ReceivedAlert]
    /// Alerts that the sender left out since there were too many.
    let truncatedAlerts: Int

    /// Reads a body.
    /// - Parameters:
    ///   - body: an object.
    ///   - alertLimit: alerts that it may have.
    /// - Throws: ``Problem`` with all that is wrong; nothing of it is recorded then.
    init(_ body: JSONValue, alertLimit: Int) throws(Problem) {
        var reader = AlertReader()
        guard case .object(let object) = body else {
            throw Problem(issues: [ValidationIssue(.object, at: [.name("body")], "must be an object")])
        }
        reader.checkVersion(of: object)
        let status = object["status"].flatMap { reader.status($0, at: [.name("status")]) }
        truncatedAlerts = reader.truncatedAlerts(of: object)
        alerts = reader.elements(of: object, limit: alertLimit).enumerated().compactMap { index, element in
            reader.alert(element, at: [.name("alerts"), .index(index)], otherwise: status)
        }
        guard reader.issues.isEmpty else { throw Problem(issues: reader.issues) }
    }
}
