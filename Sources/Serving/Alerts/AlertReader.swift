import JSON
import Ledger
import Readings

/// Reads the members of an alert notification and collects all that is wrong with them.
struct AlertReader {
    /// Bytes that an alert's labels may have, as JSON.
    static let labelLimit = 8_192
    /// Bytes that an alert's annotations may have, as JSON.
    static let annotationLimit = 16_384
    /// Characters that a fingerprint may have.
    static let fingerprintLimit = 128
    /// What an alert without the label `alertname` is called.
    static let namelessAlert = "unnamed"

    private(set) var issues: [ValidationIssue] = []

    mutating func checkVersion(of object: JSONObject) {
        let place: [ValidationIssue.Step] = [.name("version")]
        guard let value = object["version"] else {
            return note(.missing, at: place, "the field is required")
        }
        guard let text = text(value, at: place) else { return }
        let isGrafana = text == AlertNotification.grafanaVersion && object["orgId"] != nil
        guard text != AlertNotification.version, !isGrafana else { return }
        note(.notAmong, at: place, "must be \"\(AlertNotification.version)\"")
    }

    mutating func truncatedAlerts(of object: JSONObject) -> Int {
        guard let value = object["truncatedAlerts"] else { return 0 }
        if let count = value.exactInteger, count >= 0 { return count }
        note(.integer, at: [.name("truncatedAlerts")], "must be a whole number from 0")
        return 0
    }

    mutating func elements(of object: JSONObject, limit: Int) -> [JSONValue] {
        let place: [ValidationIssue.Step] = [.name("alerts")]
        switch object["alerts"] {
        case nil: note(.missing, at: place, "the field is required")
        case .array(let elements)? where elements.isEmpty:
            note(.tooShort, at: place, "must have at least 1 alert")
        case .array(let elements)? where elements.count > limit:
            note(.tooLong, at: place, "must have at most \(limit) alerts, has \(elements.count)")
        case .array(let elements)?: return elements
        case .some: note(.list, at: place, "must be an array")
        }
        return []
    }

    /// An alert.
    /// - Parameters:
    ///   - value: what should be one.
    ///   - place: where it stands.
    ///   - status: what it is where it does not say so itself.
    /// - Returns: the alert; nil when something is wrong with it.
    mutating func alert(
        _ value: JSONValue, at place: [ValidationIssue.Step], otherwise status: AlertStatus?
    ) -> ReceivedAlert? {
        guard case .object(let object) = value else {
            note(.object, at: place, "must be an object")
            return nil
        }
        let known = issues.count
        let labels = texts(object, "labels", at: place, isRequired: true, limit: Self.labelLimit)
        let annotations = texts(object, "annotations", at: place, isRequired: false, limit: Self.annotationLimit)
        let own = self.status(of: object, at: place, otherwise: status)
        let startsAt = plausible(moment(object, "startsAt", at: place), at: place + [.name("startsAt")])
        if object["startsAt"] == nil { note(.missing, at: place + [.name("startsAt")], "the field is required") }
        let endsAt = moment(object, "endsAt", at: place)
        let fingerprint = fingerprint(of: object, at: place, labels: labels.members)
        guard issues.count == known, let own, let startsAt else { return nil }
        let rule = AlertRule(labels: labels.members)
        return ReceivedAlert(
            fingerprint: fingerprint, startsAt: startsAt,
            endsAt: own == .resolved ? endsAt.flatMap { Timestamp.plausible.contains($0) ? $0 : nil } : nil,
            name: rule.name ?? Self.namelessAlert, status: own, labels: labels.json, annotations: annotations.json,
            retrainingSchema: rule.retrainingSchema)
    }

    /// Whether an alert is firing; nil when something is wrong with what is said.
    /// - Parameters:
    ///   - value: what should be a status.
    ///   - place: where it stands.
    /// - Returns: the status.
    mutating func status(_ value: JSONValue, at place: [ValidationIssue.Step]) -> AlertStatus? {
        guard let text = text(value, at: place) else { return nil }
        if let status = AlertStatus(rawValue: text) { return status }
        note(.notAmong, at: place, "must be one of firing, resolved")
        return nil
    }

    private mutating func status(
        of object: JSONObject, at place: [ValidationIssue.Step], otherwise status: AlertStatus?
    ) -> AlertStatus? {
        if let value = object["status"] { return self.status(value, at: place + [.name("status")]) }
        if status == nil { note(.missing, at: place + [.name("status")], "the field is required") }
        return status
    }

    private mutating func fingerprint(
        of object: JSONObject, at place: [ValidationIssue.Step], labels: [(name: String, value: String)]
    ) -> String {
        let here = place + [.name("fingerprint")]
        guard let value = object["fingerprint"], value != .null, value != .string("") else {
            return AlertFingerprint.of(labels)
        }
        guard let text = text(value, at: here) else { return "" }
        if text.unicodeScalars.count > Self.fingerprintLimit {
            note(.stringTooLong, at: here, "must have at most \(Self.fingerprintLimit) characters")
        } else if text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
            note(.controlCharacter, at: here, "must not have control characters")
        }
        return text
    }

    private mutating func moment(
        _ object: JSONObject, _ name: String, at place: [ValidationIssue.Step]
    ) -> Timestamp? {
        let here = place + [.name(name)]
        guard let value = object[name], let text = text(value, at: here) else { return nil }
        if let moment = Timestamp(iso8601: text) { return moment }
        note(.moment, at: here, "must be a moment of RFC 3339, such as 2026-07-01T06:00:00.123Z")
        return nil
    }

    private mutating func plausible(_ moment: Timestamp?, at place: [ValidationIssue.Step]) -> Timestamp? {
        guard let moment else { return nil }
        let range = Timestamp.plausible
        if moment < range.lowerBound {
            note(.tooSmall, at: place, "must be at least \(range.lowerBound)")
        } else if moment > range.upperBound {
            note(.tooLarge, at: place, "must be at most \(range.upperBound)")
        }
        return moment
    }

    /// An object of texts, its members in the order of their names.
    private mutating func texts(
        _ object: JSONObject, _ name: String, at place: [ValidationIssue.Step], isRequired: Bool, limit: Int
    ) -> (members: [(name: String, value: String)], json: String) {
        let here = place + [.name(name)]
        var members: [(name: String, value: String)] = []
        switch object[name] {
        case nil where isRequired: note(.missing, at: here, "the field is required")
        case nil,
            .null? where !isRequired:
            break
        case .object(let texts)?:
            for member in texts.members {
                if let text = text(member.value, at: here + [.name(member.name)]) {
                    members.append((member.name, text))
                }
            }
        case .some: note(.object, at: here, "must be an object")
        }
        members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var writer = JSONWriter()
        writer.object { writer in
            for member in members { writer.member(member.name, member.value) }
        }
        if writer.bytes.count > limit { note(.stringTooLong, at: here, "must have at most \(limit) bytes") }
        return (members, String(decoding: writer.bytes, as: UTF8.self))
    }

    private mutating func text(_ value: JSONValue, at place: [ValidationIssue.Step]) -> String? {
        if case .string(let text) = value { return text }
        note(.string, at: place, "must be a string")
        return nil
    }

    private mutating func note(_ kind: ValidationIssue.Kind, at place: [ValidationIssue.Step], _ message: String) {
        issues.append(ValidationIssue(kind, at: [.name("body")] + place, message))
    }
}
