/// Whole numbers that order as the floating-point numbers do from which they are made.
///
/// A comparison of them is a subtraction, whose sign is the next step of a walk. One of floating-point numbers may become
/// a branch, which the processor guesses wrong every other time.
enum OrderedBits {
    /// The lower bits, which are 0: room for something that travels with a number and does not disturb the order.
    static let spareBits = 16

    /// The number for a value; the same for 0 and −0.
    /// - Parameter value: any but NaN.
    /// - Returns: a number below 2^48 that leaves the spare bits free.
    @inline(__always)
    static func of(_ value: Float) -> UInt64 {
        // Adding 0 turns −0 into 0.
        let bits = (value + 0).bitPattern
        let ordered = bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 0x8000_0000)
        return UInt64(ordered) << UInt64(spareBits)
    }

    /// More than the number for any value.
    static let greatest = UInt64(UInt32.max) << UInt64(spareBits)

    /// Whether a value lies above a threshold.
    /// - Parameters:
    ///   - value: its number.
    ///   - threshold: its number; what the spare bits hold does not matter.
    /// - Returns: 1 or 0.
    @inline(__always)
    static func isAbove(_ value: UInt64, _ threshold: UInt64) -> Int {
        Int(truncatingIfNeeded: (threshold &- value) >> 63)
    }
}
