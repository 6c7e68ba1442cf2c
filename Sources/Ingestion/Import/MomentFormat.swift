public import Readings

/// How moments are written in a file.
public enum MomentFormat: Sendable, Hashable, CustomStringConvertible {
    /// ISO 8601, such as `2026-07-01T06:00:00Z` and `2026-07-01 06:00`.
    case iso8601
    /// Seconds since 1970 in UTC, decimals allowed.
    case unixSeconds
    /// Milliseconds since 1970 in UTC.
    case unixMilliseconds
    /// Digits in the order of a pattern such as `dd.MM.yyyy HH:mm`.
    case pattern(MomentPattern)

    /// A format by its name: `iso`, `unix`, `unix-ms` or a pattern. Nil for texts that are none.
    /// - Parameter text: the name.
    public init?(_ text: String) {
        switch text {
        case "iso": self = .iso8601
        case "unix": self = .unixSeconds
        case "unix-ms": self = .unixMilliseconds
        default:
            guard let pattern = MomentPattern(text) else { return nil }
            self = .pattern(pattern)
        }
    }

    /// The name by which it is chosen.
    public var description: String {
        switch self {
        case .iso8601: "iso"
        case .unixSeconds: "unix"
        case .unixMilliseconds: "unix-ms"
        case .pattern(let pattern): pattern.description
        }
    }

    /// Reads a moment; nil for bytes that are none.
    package func read(_ bytes: UnsafeBufferPointer<UInt8>) -> WrittenMoment? {
        switch self {
        case .iso8601: WrittenMoment(iso8601: bytes)
        case .pattern(let pattern): pattern.read(bytes)
        case .unixSeconds: Self.number(bytes).flatMap { Self.unix(milliseconds: $0 * 1_000) }
        case .unixMilliseconds: Self.number(bytes).flatMap(Self.unix(milliseconds:))
        }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        Double(String(decoding: bytes, as: UTF8.self))
    }

    private static func unix(milliseconds: Double) -> WrittenMoment? {
        Int64(exactly: milliseconds.rounded(.down)).map { WrittenMoment(localMilliseconds: $0, offsetMinutes: 0) }
    }
}
