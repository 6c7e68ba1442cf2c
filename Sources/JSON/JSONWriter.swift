/// Writes one JSON text, front to back, without spaces.
///
/// Commas and braces are set by the writer. The caller sees to it that a name stands before each value of an object,
/// no name twice, and that the text is one value.
public struct JSONWriter: Sendable {
    /// The text so far, in UTF-8.
    public private(set) var bytes: [UInt8] = []
    /// Whether a value stands before the place, so that the next one needs a comma.
    private var followsValue = false

    /// An empty text.
    ///
    /// - Parameter capacity: how many bytes the text will have, about.
    public init(capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    /// Writes an object.
    ///
    /// - Parameter members: writes the members, each by ``name(_:)`` and a value, or by `member`.
    /// - Throws: what `members` throws; the text is then incomplete.
    public mutating func object<Failure>(
        _ members: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        open(UInt8(ascii: "{"))
        try members(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an array.
    ///
    /// - Parameter elements: writes the elements.
    /// - Throws: what `elements` throws; the text is then incomplete.
    public mutating func array<Failure>(
        _ elements: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        open(UInt8(ascii: "["))
        try elements(&self)
        close(UInt8(ascii: "]"))
    }

    /// Writes the name of a member, whose value must be next.
    public mutating func name(_ name: String) {
        separate()
        appendString(name)
        bytes.append(UInt8(ascii: ":"))
        followsValue = false
    }

    /// Writes a string.
    public mutating func value(_ string: String) {
        separate()
        appendString(string)
    }

    /// Writes a number as the shortest text that reads back as the same; NaN and infinities become `null`.
    public mutating func value(_ number: Double) {
        separate()
        appendNumber(number)
    }

    /// Writes a whole number.
    public mutating func value(_ integer: Int) {
        separate()
        appendInteger(integer)
    }

    /// Writes `true` or `false`.
    public mutating func value(_ bool: Bool) {
        separate()
        append(bool ? "true" : "false")
    }

    /// Writes `null`.
    public mutating func null() {
        separate()
        append("null")
    }

    /// Writes a value that was read; members keep their order.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let bool): self.value(bool)
        case .integer(let integer): self.value(integer)
        case .number(let number): self.value(number)
        case .string(let string): self.value(string)
        case .array(let elements):
            array { writer in
                for element in elements { writer.value(element) }
            }
        case .object(let object):
            self.object { writer in
                for member in object.members {
                    writer.name(member.name)
                    writer.value(member.value)
                }
            }
        }
    }

    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[range]))
    }

    private mutating func separate() {
        if followsValue { bytes.append(UInt8(ascii: ",")) }
        followsValue = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        followsValue = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        followsValue = true
    }
}
