public import Readings

/// A feature view as its rows stand in Redis: names of hash fields.
public struct FeastView: Sendable, Equatable {
    /// The view's name.
    public let name: String
    /// The features' names in order.
    public let features: [String]
    /// For each feature the field of its value.
    public let featureFields: [[UInt8]]
    /// The field of the moment at which the features were true.
    public let timestampField: [UInt8]

    /// A view.
    /// - Parameters:
    ///   - name: the view's name.
    ///   - features: the features' names in order.
    public init(name: String, features: [String]) {
        self.name = name
        self.features = features
        featureFields = features.map { MurmurHash3.hash32(Array("\(name):\($0)".utf8)).littleEndianBytes }
        timestampField = Array("_ts:\(name)".utf8)
    }

    /// A moment as the timestamp's field has it: `google.protobuf.Timestamp`.
    /// - Parameter moment: in milliseconds.
    /// - Returns: the message's bytes.
    public static func serialized(_ moment: Timestamp) -> [UInt8] {
        var bytes: [UInt8] = []
        let nanoseconds = (moment.milliseconds - moment.seconds * 1_000) * 1_000_000
        if moment.seconds != 0 {
            ProtobufField.write(1, .varint(UInt64(bitPattern: moment.seconds)), to: &bytes)
        }
        if nanoseconds != 0 { ProtobufField.write(2, .varint(UInt64(nanoseconds)), to: &bytes) }
        return bytes
    }

    /// Reads a moment, cut to milliseconds towards the past; nil for bytes that are none.
    /// - Parameter bytes: of the timestamp's field.
    /// - Returns: the moment.
    public static func moment(serialized bytes: [UInt8]) -> Timestamp? {
        guard let fields = ProtobufField.read(bytes) else { return nil }
        var (seconds, nanoseconds): (Int64, Int64) = (0, 0)
        for (number, field) in fields {
            guard case .varint(let value) = field else { return nil }
            if number == 1 { seconds = Int64(bitPattern: value) }
            if number == 2 { nanoseconds = Int64(bitPattern: value) }
        }
        guard let whole = Timestamp(seconds: seconds), (0..<1_000_000_000).contains(nanoseconds) else { return nil }
        return Timestamp(milliseconds: whole.milliseconds + nanoseconds / 1_000_000)
    }
}
