package import NIOCore

/// Cuts a stream of bytes into replies. What has been understood is not read again when more bytes arrive.
package struct RESPParser {
    /// What the server sent is not RESP2, or more than the limits allow.
    package struct Violation: Error, Equatable {
        package let problem: String
    }

    private struct OpenArray {
        var missing: Int
        var elements: [RESPValue]
    }

    private let limits: RESPLimits
    private var bytes = ByteBuffer()
    private var open: [OpenArray] = []
    /// The length of a bulk reply whose bytes have not all arrived.
    private var awaitedBulk: Int?
    /// How much of an unfinished line was looked through already.
    private var searched = 0

    package init(limits: RESPLimits) {
        self.limits = limits
    }

    /// Takes bytes that arrived.
    package mutating func feed(_ more: inout ByteBuffer) {
        if bytes.readableBytes == 0 {
            bytes = more
            more.moveReaderIndex(to: more.writerIndex)
        } else {
            bytes.writeBuffer(&more)
        }
    }

    /// The next whole reply; nil until more bytes arrive.
    package mutating func next() throws(Violation) -> RESPValue? {
        while let value = try nextValue() {
            guard let whole = close(with: value) else { continue }
            // What was consumed is let go, so that memory does not grow with the connection's age.
            bytes.discardReadBytes()
            return whole
        }
        return nil
    }

    /// Puts a value where it belongs; the outermost value once it is whole.
    private mutating func close(with value: RESPValue) -> RESPValue? {
        var value = value
        while var array = open.popLast() {
            array.elements.append(value)
            array.missing -= 1
            if array.missing > 0 {
                open.append(array)
                return nil
            }
            value = .array(array.elements)
        }
        return value
    }

    /// The next value that is no array with elements; nil until more bytes arrive.
    private mutating func nextValue() throws(Violation) -> RESPValue? {
        if let length = awaitedBulk { return try bulk(ofLength: length) }
        while true {
            guard let line = try nextLine() else { return nil }
            guard let mark = line.first else { throw Violation(problem: "an empty line") }
            let rest = line.dropFirst()
            switch mark {
            case UInt8(ascii: "+"): return .simple(String(decoding: rest, as: UTF8.self))
            case UInt8(ascii: "-"): return .error(String(decoding: rest, as: UTF8.self))
            case UInt8(ascii: ":"):
                guard let number = Int64(String(decoding: rest, as: UTF8.self)) else {
                    throw Violation(problem: "a number that is none")
                }
                return .integer(number)
            case UInt8(ascii: "$"):
                guard let length = try count(rest, atMost: limits.bulkLength, of: "a text") else { return .null }
                return try bulk(ofLength: length)
            case UInt8(ascii: "*"):
                guard let count = try count(rest, atMost: limits.elements, of: "an array") else { return .null }
                if count == 0 { return .array([]) }
                guard open.count < limits.depth else { throw Violation(problem: "arrays nested too deeply") }
                var elements: [RESPValue] = []
                elements.reserveCapacity(min(count, 1_024))
                open.append(OpenArray(missing: count, elements: elements))
            default: throw Violation(problem: "a line that begins with byte \(mark)")
            }
        }
    }

    private mutating func bulk(ofLength length: Int) throws(Violation) -> RESPValue? {
        guard bytes.readableBytes >= length + 2 else {
            awaitedBulk = length
            return nil
        }
        awaitedBulk = nil
        guard let slice = bytes.readSlice(length: length), bytes.readInteger(as: UInt16.self) == 0x0D0A else {
            throw Violation(problem: "a text without its end")
        }
        return .bulk(slice)
    }

    private mutating func nextLine() throws(Violation) -> ByteBufferView? {
        let view = bytes.readableBytesView
        guard let end = view.dropFirst(searched).firstIndex(of: UInt8(ascii: "\n")) else {
            searched = view.count
            guard view.count <= limits.lineLength else { throw Violation(problem: "a line that is too long") }
            return nil
        }
        searched = 0
        guard end > view.startIndex, view[end - 1] == UInt8(ascii: "\r") else {
            throw Violation(problem: "a line that does not end as RESP has it")
        }
        let line = view[..<(end - 1)]
        bytes.moveReaderIndex(to: end + 1)
        return line
    }

    /// A length; nil for −1, which stands for nothing.
    private func count(
        _ digits: ByteBufferView.SubSequence, atMost limit: Int, of what: String
    ) throws(Violation) -> Int? {
        guard let count = Int(String(decoding: digits, as: UTF8.self)), count >= -1 else {
            throw Violation(problem: "\(what) of no length")
        }
        guard count <= limit else { throw Violation(problem: "\(what) of length \(count)") }
        return count < 0 ? nil : count
    }
}
