import CXGBoost

extension XGBoostFunctions {
    /// Throws XGBoost's own words unless a call succeeded. To be used on the thread that made the call.
    func check(_ status: CInt, _ subject: String) throws(XGBoostError) {
        guard status != 0 else { return }
        let text = get_last_error().map { String(cString: $0) } ?? ""
        throw XGBoostError(subject, .libraryRefused(Self.message(in: text)))
    }

    /// What a successful call gave.
    func require<Value>(_ value: Value?, _ subject: String) throws(XGBoostError) -> Value {
        guard let value else { throw XGBoostError(subject, .libraryRefused("the call succeeded and gave nothing")) }
        return value
    }

    /// The message as one line, without the time before it (`[12:00:00] `) and the addresses of code after it.
    private static func message(in text: String) -> String {
        var lines = text.split(separator: "\n").prefix { $0 != "Stack trace:" }
        if let first = lines.first, first.hasPrefix("["), let end = first.firstIndex(of: "]") {
            lines[lines.startIndex] = first[end...].dropFirst().drop { $0 == " " }
        }
        return lines.isEmpty ? "no reason given" : lines.joined(separator: "; ")
    }
}
