/// One `GET` to a weather service, without its address and without its key.
///
/// The key is added where the request is sent, so that no description of a request can show it.
public struct FeedRequest: Hashable, Sendable {
    /// One `name=value` of a query, not percent-encoded.
    public struct Parameter: Hashable, Sendable {
        /// The parameter's name.
        public let name: String
        /// Its value.
        public let value: String

        /// A parameter.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Below the service's base address, beginning with `/`.
    public let path: String
    /// The query in its order.
    public let query: [Parameter]

    /// A request.
    /// - Parameters:
    ///   - path: below the service's base address, beginning with `/`.
    ///   - query: in its order.
    public init(path: String, query: [Parameter]) {
        self.path = path
        self.query = query
    }

    /// The path with its percent-encoded query.
    public var target: String {
        guard !query.isEmpty else { return path }
        return path + "?"
            + query.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
    }

    /// Everything but unreserved characters (RFC 3986) as bytes of UTF-8, and commas as they stand.
    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: ","):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
