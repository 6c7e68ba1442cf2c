/// The alphabets of Prometheus' metric and label names.
///
/// Source: Prometheus, "Metric names and labels" of the data model, and the text exposition format 0.0.4.
enum MetricName {
    /// The name with every scalar outside `[a-zA-Z0-9_:]` replaced by `_`, and `_` before a leading digit.
    static func sanitised(_ label: String) -> String {
        replaced(label, colon: true)
    }

    /// The sanitised name of a label; two leading underscores, reserved by Prometheus, become one.
    static func sanitisedLabel(_ label: String) -> String {
        let name = replaced(label, colon: false)
        guard name.hasPrefix("__") else { return name }
        return "_" + name.drop { $0 == "_" }
    }

    /// The name of a counter: `_total` at its end, once.
    static func counter(_ name: String) -> String {
        name.hasSuffix("_total") ? name : name + "_total"
    }

    /// The name of a timer: `_seconds` at its end, once.
    static func timer(_ name: String) -> String {
        name.hasSuffix("_seconds") ? name : name + "_seconds"
    }

    /// Whether the name can be exported unchanged.
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty && sanitised(name) == name
    }

    /// Whether the label name can be exported unchanged.
    static func isValidLabel(_ name: String) -> Bool {
        !name.isEmpty && sanitisedLabel(name) == name
    }

    private static func replaced(_ name: String, colon: Bool) -> String {
        if isAllowed(name, colon: colon) { return name }
        var result = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "_": result.unicodeScalars.append(scalar)
            case "0"..."9":
                if result.isEmpty { result = "_" }
                result.unicodeScalars.append(scalar)
            case ":" where colon: result.unicodeScalars.append(scalar)
            default: result += "_"
            }
        }
        return result.isEmpty ? "_" : result
    }

    private static func isAllowed(_ name: String, colon: Bool) -> Bool {
        guard let first = name.utf8.first, !isDigit(first) else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
            case UInt8(ascii: ":"): colon
            default: isDigit(byte)
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
