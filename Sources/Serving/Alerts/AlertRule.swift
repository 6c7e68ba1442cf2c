import Readings

/// What the labels of an alert say about the rule behind it.
struct AlertRule {
    /// The rule's name, nil where no label tells.
    let name: String?
    /// The schema whose models the alert asks to train anew; nil when it only tells.
    ///
    /// The label `action` with the value `retrain` asks. `schema` says which models; where it is none of ours, weather's.
    let retrainingSchema: String?

    init(labels: [(name: String, value: String)]) {
        func value(_ name: String) -> String? { labels.first { $0.name == name }?.value }
        name = value("alertname").flatMap { $0.isEmpty ? nil : $0 }
        guard value("action") == "retrain" else {
            retrainingSchema = nil
            return
        }
        retrainingSchema = (value("schema").flatMap(SensorSchema.named) ?? .weather).name
    }
}
