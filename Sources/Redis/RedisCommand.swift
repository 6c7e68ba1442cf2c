public import NIOCore

/// A command and its arguments, as any bytes.
public struct RedisCommand: Sendable, Equatable {
    /// The command's name, for errors.
    public let name: String
    /// The command as it is sent.
    let bytes: ByteBuffer

    /// A command.
    /// - Parameters:
    ///   - name: such as `HMGET`.
    ///   - arguments: bytes of each.
    public init(_ name: String, _ arguments: [[UInt8]] = []) {
        self.name = name
        var bytes = ByteBuffer()
        bytes.reserveCapacity(arguments.reduce(32) { $0 + $1.count + 16 })
        bytes.writeString("*\(arguments.count + 1)\r\n$\(name.utf8.count)\r\n\(name)\r\n")
        for argument in arguments {
            bytes.writeString("$\(argument.count)\r\n")
            bytes.writeBytes(argument)
            bytes.writeString("\r\n")
        }
        self.bytes = bytes
    }

    /// A command of texts.
    /// - Parameters:
    ///   - name: such as `SET`.
    ///   - texts: its arguments.
    public init(_ name: String, texts: [String]) {
        self.init(name, texts.map { Array($0.utf8) })
    }
}
