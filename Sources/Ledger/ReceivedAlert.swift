public import Readings

/// An alert as somebody reported it.
public struct ReceivedAlert: Hashable, Sendable {
    /// Names the alert by its labels.
    public let fingerprint: String
    /// When its condition began to hold; with the fingerprint it names one occurrence.
    public let startsAt: Timestamp
    /// When it ended, nil while it is firing.
    public let endsAt: Timestamp?
    /// The name of the rule.
    public let name: String
    /// Whether it is firing.
    public let status: AlertStatus
    /// Its labels, a JSON object of texts.
    public let labels: String
    /// What is said about it, a JSON object of texts.
    public let annotations: String
    /// The schema whose models it asks to train anew, nil when it only tells.
    public let retrainingSchema: String?

    /// An alert.
    /// - Parameters:
    ///   - fingerprint: names the alert by its labels.
    ///   - startsAt: when its condition began to hold.
    ///   - endsAt: when it ended, nil while it is firing.
    ///   - name: the name of the rule.
    ///   - status: whether it is firing.
    ///   - labels: a JSON object of texts.
    ///   - annotations: a JSON object of texts.
    ///   - retrainingSchema: the schema whose models it asks to train anew, nil when it only tells.
    public init(
        fingerprint: String, startsAt: Timestamp, endsAt: Timestamp?, name: String, status: AlertStatus,
        labels: String, annotations: String, retrainingSchema: String?
    ) {
        self.fingerprint = fingerprint
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.name = name
        self.status = status
        self.labels = labels
        self.annotations = annotations
        self.retrainingSchema = retrainingSchema
    }
}
