/// What a reply may be at the most. A server that sends more is not taken for a Redis server.
public struct RESPLimits: Sendable, Equatable {
    /// Arrays within arrays.
    public var depth: Int
    /// Bytes of a bulk reply.
    public var bulkLength: Int
    /// Elements of an array.
    public var elements: Int
    /// Bytes of a line.
    public var lineLength: Int

    /// Limits far beyond what features need.
    public init(
        depth: Int = 8, bulkLength: Int = 64 << 20, elements: Int = 1 << 20, lineLength: Int = 64 << 10
    ) {
        self.depth = depth
        self.bulkLength = bulkLength
        self.elements = elements
        self.lineLength = lineLength
    }
}
