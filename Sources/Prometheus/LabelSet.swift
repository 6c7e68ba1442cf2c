/// The labels of one series in canonical form: sanitised, unique, sorted by name, escaped.
struct LabelSet {
    /// The label names, ascending.
    let names: [String]
    /// The inside of the braces, as in `code="200",route="/predict"`; empty without labels. Identifies the series.
    let text: String

    /// The last value of a repeated name counts. `le` belongs to the buckets of a histogram and is renamed there.
    init(_ dimensions: [(String, String)], kind: MetricFamily.Kind) {
        var labels: [(name: String, value: String)] = []
        labels.reserveCapacity(dimensions.count)
        for (name, value) in dimensions {
            let sanitised = MetricName.sanitisedLabel(name)
            let label = kind == .histogram && sanitised == "le" ? "exported_le" : sanitised
            labels.removeAll { $0.name == label }
            labels.append((label, value))
        }
        labels.sort { $0.name < $1.name }
        names = labels.map(\.name)
        var text = ""
        for (name, value) in labels {
            if !text.isEmpty { text += "," }
            text += name
            text += "=\""
            text += TextExposition.escapedLabelValue(value)
            text += "\""
        }
        self.text = text
    }
}
