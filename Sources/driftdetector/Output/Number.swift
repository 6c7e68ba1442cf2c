import Foundation

/// Numbers as people read them.
enum Number {
    /// A number with a fixed count of decimals.
    static func short(_ value: Double, digits: Int) -> String {
        value.isFinite ? String(format: "%.\(digits)f", value) : "–"
    }

    /// A number as short as it can be told apart: whole ones without decimals, others with four.
    static func plain(_ value: Double) -> String {
        value.rounded() == value && abs(value) < 1e15 ? short(value, digits: 0) : short(value, digits: 4)
    }
}
