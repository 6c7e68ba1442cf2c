import Foundation

/// A distance between ticks that reads well: 1, 2 or 5 times a power of ten.
package struct TickStep: Sendable, Equatable {
    /// 1, 2 or 5.
    package let mantissa: Int
    /// The power of ten.
    package let exponent: Int

    /// The least such step that is not less than `distance`.
    /// - Parameter distance: > 0, 10⁻³⁰⁰ … 10³⁰⁰.
    package init(atLeast distance: Double) {
        let exponent = Int(log10(distance).rounded(.down))
        let ratio = distance / pow(10, Double(exponent))
        // The slack keeps a distance of exactly 0.2, say, from becoming 0.5 by rounding.
        if let mantissa = [1, 2, 5].first(where: { ratio <= Double($0) * (1 + 1e-9) }) {
            self.mantissa = mantissa
            self.exponent = exponent
        } else {
            mantissa = 1
            self.exponent = exponent + 1
        }
    }

    /// The step itself.
    package var value: Double { Double(mantissa) * pow(10, Double(exponent)) }

    /// The multiple `count` of the step, written with the decimals that the step needs.
    /// - Parameter count: any whole number.
    /// - Returns: such as `−0.25`.
    package func label(of count: Int) -> String {
        let multiple = Double(count) * value
        return (-9...8).contains(exponent) ? multiple.fixedText(decimals: max(0, -exponent)) : multiple.description
    }
}
