import Crypto

/// A name for the exact numbers that a model learned from.
public enum ContentHash {
    /// SHA-256 of numbers as they lie in memory, little-endian.
    /// - Parameter numbers: the lists, in order.
    /// - Returns: 64 hexadecimal digits.
    public static func of(_ numbers: [Float]...) -> String {
        var hash = SHA256()
        for list in numbers {
            list.withUnsafeBytes { hash.update(bufferPointer: $0) }
        }
        return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
