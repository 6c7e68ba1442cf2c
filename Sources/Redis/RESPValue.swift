public import NIOCore

/// A reply of a server that speaks RESP2 (https://redis.io/docs/latest/develop/reference/protocol-spec/).
public enum RESPValue: Sendable, Equatable {
    /// A line that says how it went, such as `OK`.
    case simple(String)
    /// The server refused: a word in capitals, and what it says.
    case error(String)
    /// A number.
    case integer(Int64)
    /// Bytes.
    case bulk(ByteBuffer)
    /// Nothing: no such key, no such field.
    case null
    /// Several replies.
    case array([RESPValue])

    /// The bytes of a bulk reply; nil for others.
    public var bytes: ByteBuffer? {
        if case .bulk(let buffer) = self { buffer } else { nil }
    }

    /// A copy of the bytes of a bulk reply; nil for others.
    public var octets: [UInt8]? {
        if case .bulk(let buffer) = self { Array(buffer.readableBytesView) } else { nil }
    }

    /// A bulk or simple reply as text; nil for others and for what is not UTF-8.
    public var text: String? {
        switch self {
        case .bulk(let buffer): String(validating: buffer.readableBytesView, as: UTF8.self)
        case .simple(let text): text
        case .error, .integer, .null, .array: nil
        }
    }
}
