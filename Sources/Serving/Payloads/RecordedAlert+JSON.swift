import JSON
import Ledger
import Readings

extension RecordedAlert {
    /// Writes the alert as `GET /alerts` shows it.
    /// - Parameter writer: gets the object.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", Int(id))
            writer.member("alertname", alert.name)
            writer.member("status", alert.status.rawValue)
            writer.member("fingerprint", alert.fingerprint)
            writer.member("starts_at", alert.startsAt.description)
            writer.name("ends_at")
            if let endsAt = alert.endsAt { writer.value(endsAt.description) } else { writer.null() }
            writer.member("first_received_at", firstReceivedAt.description)
            writer.member("last_received_at", lastReceivedAt.description)
            writer.member("times_received", timesReceived)
            for (name, text) in [("labels", alert.labels), ("annotations", alert.annotations)] {
                writer.name(name)
                writer.value((try? JSONDocument(parsing: Array(text.utf8)).root) ?? .object(JSONObject()))
            }
            writer.name("retraining_request")
            if let requestID { writer.value(Int(requestID)) } else { writer.null() }
        }
    }
}
