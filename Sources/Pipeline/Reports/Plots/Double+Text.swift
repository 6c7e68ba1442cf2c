extension Double {
    /// For machines: at most `decimals` decimals, no trailing zeros, never `-0`.
    /// - Parameter decimals: 0 … 9.
    /// - Returns: such as `12.5`; `–` for what is not finite.
    package func shortText(decimals: Int) -> String {
        var text = plainText(decimals: decimals)
        if text.contains("."), !text.contains("e") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text
    }

    /// For people: exactly `decimals` decimals and a true minus sign.
    /// - Parameter decimals: 0 … 9.
    /// - Returns: such as `−3.50`; `–` for what is not finite.
    package func fixedText(decimals: Int) -> String {
        let text = plainText(decimals: decimals)
        return text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
    }

    /// The number that is shown with so many decimals.
    /// - Parameter decimals: 0 … 9.
    /// - Returns: the nearest such number; itself where it has no decimals left.
    func rounded(toDecimals decimals: Int) -> Double {
        guard magnitude < 1e6 else { return self }
        let factor = (0..<decimals).reduce(1.0) { factor, _ in factor * 10 }
        return (self * factor).rounded() / factor
    }

    private func plainText(decimals: Int) -> String {
        guard isFinite else { return "–" }
        var factor: Int64 = 1
        for _ in 0..<decimals { factor *= 10 }
        let scaled = (magnitude * Double(factor)).rounded()
        // Beyond 2⁵³ a Double has no decimals left.
        guard scaled < 9e15 else { return description }
        let units = Int64(scaled)
        var text = (self < 0 && units > 0 ? "-" : "") + String(units / factor)
        if decimals > 0 {
            let fraction = String(units % factor)
            text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
        }
        return text
    }
}
