/// Reads one JSON text by recursive descent. Every read is checked against the end of the buffer here, since a buffer
/// pointer does not check in release builds.
struct JSONParser {
    let bytes: UnsafeRawBufferPointer
    var position = 0
    private var depth = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func parseDocument() throws(JSONError) -> JSONValue {
        let root = try parseValue()
        skipWhitespace()
        guard position == bytes.count else { throw error(.trailingBytes, at: position) }
        return root
    }

    /// The byte at the position; nil at the end.
    var next: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    mutating func skipWhitespace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func parseValue() throws(JSONError) -> JSONValue {
        skipWhitespace()
        guard let byte = next else { throw error(.unexpectedEnd(expected: .value), at: position) }
        switch byte {
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
        case UInt8(ascii: "{"): return try nested { parser throws(JSONError) in try parser.parseObject() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONError) in try parser.parseArray() }
        case UInt8(ascii: "t"): return try parse("true", as: .bool(true), expected: .true)
        case UInt8(ascii: "f"): return try parse("false", as: .bool(false), expected: .false)
        case UInt8(ascii: "n"): return try parse("null", as: .null, expected: .null)
        default:
            for literal in ["NaN", "Infinity"] where stands(literal) {
                throw error(.nonFiniteLiteral(literal), at: position)
            }
            throw error(.unexpectedByte(byte, expected: .value), at: position)
        }
    }

    private mutating func nested(
        _ parse: (inout JSONParser) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        guard depth < JSONDocument.maximumDepth else {
            throw error(.tooDeep(limit: JSONDocument.maximumDepth), at: position)
        }
        depth += 1
        position += 1
        let value = try parse(&self)
        depth -= 1
        return value
    }

    private mutating func parseObject() throws(JSONError) -> JSONValue {
        var members: [JSONObject.Member] = []
        skipWhitespace()
        if take(UInt8(ascii: "}")) { return .object(JSONObject(members: members)) }
        // Small objects are searched; in large ones a search for each name would take quadratic time.
        let searchable = 16
        var names: Set<ExactName> = []
        members.reserveCapacity(8)
        while true {
            guard next == UInt8(ascii: "\"") else { throw unexpected(members.isEmpty ? .nameOrEnd : .name) }
            let offset = position
            let name = try parseString()
            let exact = ExactName(string: name)
            if members.count == searchable { names = Set(members.map { ExactName(string: $0.name) }) }
            let isDuplicate =
                members.count < searchable
                ? members.contains { ExactName(string: $0.name) == exact } : !names.insert(exact).inserted
            if isDuplicate { throw error(.duplicateName(name), at: offset) }
            skipWhitespace()
            guard take(UInt8(ascii: ":")) else { throw unexpected(.colon) }
            members.append(JSONObject.Member(name: name, offset: offset, value: try parseValue()))
            skipWhitespace()
            if take(UInt8(ascii: "}")) { return .object(JSONObject(members: members)) }
            guard take(UInt8(ascii: ",")) else { throw unexpected(.commaOrObjectEnd) }
            skipWhitespace()
        }
    }

    private mutating func parseArray() throws(JSONError) -> JSONValue {
        var elements: [JSONValue] = []
        skipWhitespace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try parseValue())
            skipWhitespace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw unexpected(.commaOrArrayEnd) }
        }
    }

    private mutating func parse(
        _ literal: StaticString, as value: JSONValue, expected: JSONError.Expectation
    ) throws(JSONError) -> JSONValue {
        for index in 0..<literal.utf8CodeUnitCount {
            guard take(literal.utf8Start[index]) else { throw unexpected(expected) }
        }
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    /// Whether `literal` stands at the position.
    func stands(_ literal: String) -> Bool {
        bytes[position...].starts(with: literal.utf8)
    }
}
