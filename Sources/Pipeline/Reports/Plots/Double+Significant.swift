import Foundation

extension Double {
    /// For people: as many decimals as make so many digits count, powers of ten where a number is very large or small.
    /// - Parameter digits: 1 … 9.
    /// - Returns: such as `0.0342`, `1013` and `1.20e−14`; `–` for what is not finite.
    public func significantText(digits: Int = 3) -> String {
        guard isFinite, self != 0 else { return fixedText(decimals: 0) }
        let exponent = Int(log10(magnitude).rounded(.down))
        if (-4...6).contains(exponent) { return fixedText(decimals: min(max(digits - 1 - exponent, 0), 9)) }
        // Powers of ten below this are no longer exact.
        guard exponent > -300 else { return "0" }
        let mantissa = self / pow(10, Double(exponent))
        return "\(mantissa.fixedText(decimals: digits - 1))e\(exponent < 0 ? "\u{2212}" : "")\(abs(exponent))"
    }
}
