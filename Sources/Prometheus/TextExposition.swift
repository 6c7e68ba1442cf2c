/// The text format 0.0.4, which Prometheus and every compatible collector scrape.
///
/// Families are sorted by name and series by labels; a family without series has its HELP and TYPE lines only.
///
/// Source: Prometheus, "Exposition formats", text-based format 0.0.4.
public struct TextExposition {
    /// The `Content-Type` of an answer with this text.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private var text = ""

    /// One snapshot of `registry` as text.
    ///
    /// - Parameter registry: the families to export.
    /// - Returns: the whole body of a scrape, ending in a newline.
    public static func text(of registry: PrometheusRegistry) -> String {
        var exposition = TextExposition()
        for family in registry.snapshot() { exposition.append(family) }
        return exposition.text
    }

    private init() {}

    private mutating func append(_ snapshot: FamilySnapshot) {
        let family = snapshot.family
        text += "# HELP \(family.name) \(Self.escapedHelp(family.help))\n"
        text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
        for (labels, value) in snapshot.series {
            switch value {
            case .number(let number): append(family.name, labels, Self.number(number))
            case .distribution(let distribution): append(distribution, of: family, labels)
            }
        }
    }

    private mutating func append(_ distribution: HistogramSnapshot, of family: MetricFamily, _ labels: String) {
        let prefix = labels.isEmpty ? "" : labels + ","
        var cumulative: UInt64 = 0
        for (index, count) in distribution.counts.enumerated() {
            cumulative &+= count
            let bound = index < family.buckets.count ? Self.number(family.buckets[index]) : "+Inf"
            append("\(family.name)_bucket", "\(prefix)le=\"\(bound)\"", "\(cumulative)")
        }
        append("\(family.name)_sum", labels, Self.number(distribution.sum))
        append("\(family.name)_count", labels, "\(cumulative)")
    }

    private mutating func append(_ sample: String, _ labels: String, _ value: String) {
        text += sample
        if !labels.isEmpty { text += "{\(labels)}" }
        text += " \(value)\n"
    }

    /// The shortest text that reads back as the same number; whole numbers without a fraction.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    static func escapedLabelValue(_ value: String) -> String {
        escaped(value, quote: true)
    }

    static func escapedHelp(_ help: String) -> String {
        escaped(help, quote: false)
    }

    private static func escaped(_ text: String, quote: Bool) -> String {
        guard text.utf8.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x22 || $0 == 0x5C }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quote: result += "\\\""
            // Prometheus' lexer takes a zero byte for the end of the input and refuses the whole scrape.
            case "\0": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
