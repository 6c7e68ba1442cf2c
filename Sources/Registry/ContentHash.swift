import Crypto
import Foundation

/// A name for exact numbers or bytes.
public enum ContentHash {
    private static let pieceBytes = 1 << 20

    /// SHA-256 of numbers as they lie in memory, little-endian.
    /// - Parameter numbers: the lists, in order.
    /// - Returns: 64 hexadecimal digits.
    public static func of(_ numbers: [Float]...) -> String {
        of(pieces: numbers)
    }

    /// SHA-256 of numbers as they lie in memory, little-endian, of which only a piece at a time need be there.
    /// - Parameter pieces: the numbers in order; how they are cut makes no difference.
    /// - Returns: 64 hexadecimal digits.
    public static func of(pieces: some Sequence<[Float]>) -> String {
        var hash = SHA256()
        for piece in pieces {
            piece.withUnsafeBytes { hash.update(bufferPointer: $0) }
        }
        return hexadecimal(hash)
    }

    /// SHA-256 of a file, which is read piece by piece.
    /// - Parameter path: the file.
    /// - Returns: 64 hexadecimal digits; nil when it cannot be read.
    public static func ofFile(at path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        var hash = SHA256()
        do {
            while let piece = try file.read(upToCount: pieceBytes), !piece.isEmpty { hash.update(data: piece) }
        } catch {
            return nil
        }
        return hexadecimal(hash)
    }

    private static func hexadecimal(_ hash: SHA256) -> String {
        hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
