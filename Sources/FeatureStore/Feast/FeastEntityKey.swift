/// The key of an entity in Feast's online store in Redis: Feast 0.67, entity key serialization version 3, followed by the
/// project's name.
public struct FeastEntityKey: Sendable, Hashable {
    /// The key's bytes in Redis.
    public let bytes: [UInt8]

    /// The key of one entity; nil for values of other types.
    /// - Parameters:
    ///   - joinKeys: values by the names of the join keys, at least one; of the types string, bytes, int32, int64 and
    ///     timestamp. The declared type counts: int32 and int64 are different keys.
    ///   - project: Feast's project.
    public init?(joinKeys: [String: FeastValue], project: String) {
        let sorted = joinKeys.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        var bytes = UInt32(sorted.count).littleEndianBytes
        for (name, _) in sorted { Self.append(2, Array(name.utf8), to: &bytes) }
        for (_, value) in sorted {
            switch value {
            case .bytes(let content): Self.append(1, content, to: &bytes)
            case .string(let text): Self.append(2, Array(text.utf8), to: &bytes)
            case .int32(let number): Self.append(3, number.littleEndianBytes, to: &bytes)
            case .int64(let number): Self.append(4, number.littleEndianBytes, to: &bytes)
            case .timestamp(let moment): Self.append(8, moment.seconds.littleEndianBytes, to: &bytes)
            default: return nil
            }
        }
        self.bytes = bytes + Array(project.utf8)
    }

    private static func append(_ type: UInt32, _ content: [UInt8], to bytes: inout [UInt8]) {
        bytes += type.littleEndianBytes + UInt32(content.count).littleEndianBytes + content
    }
}
