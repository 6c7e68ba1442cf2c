import Prometheus

/// The exposition without the registry's own family, as long as that is empty; with it when something was rejected.
func exported(_ registry: PrometheusRegistry) -> String {
    let text = TextExposition.text(of: registry)
    let own = """
        # HELP metrics_rejected_total Requests for a series that were refused; what their handles record is not exported.
        # TYPE metrics_rejected_total counter

        """
    guard let range = text.firstRange(of: own), !text.contains("\nmetrics_rejected_total{") else { return text }
    return String(text[..<range.lowerBound] + text[range.upperBound...])
}

/// The sample lines of one metric.
func samples(_ name: String, of registry: PrometheusRegistry) -> [String] {
    TextExposition.text(of: registry).split(separator: "\n").map(String.init)
        .filter { $0.hasPrefix(name + "{") || $0.hasPrefix(name + " ") }
}
