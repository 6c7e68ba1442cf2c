import FeatureStore
import Foundation
import JSON
import Readings

extension FeastValue {
    /// The value as Feast's feature server writes it: bytes in Base64, infinities as words, moments in seconds.
    func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bytes(let bytes): writer.value(Data(bytes).base64EncodedString())
        case .string(let text): writer.value(text)
        case .int32(let number): writer.value(Int(number))
        case .int64(let number): writer.value(Int(number))
        case .double(let number): Self.write(number, to: &writer)
        case .float(let number): Self.write(Double(number), to: &writer)
        case .bool(let truth): writer.value(truth)
        case .timestamp(let moment): writer.value(Int(moment.milliseconds / 1_000))
        case .bytesList(let list): Self.write(list.map(FeastValue.bytes), to: &writer)
        case .stringList(let list): Self.write(list.map(FeastValue.string), to: &writer)
        case .int32List(let list): Self.write(list.map(FeastValue.int32), to: &writer)
        case .int64List(let list): Self.write(list.map(FeastValue.int64), to: &writer)
        case .doubleList(let list): Self.write(list.map(FeastValue.double), to: &writer)
        case .floatList(let list): Self.write(list.map(FeastValue.float), to: &writer)
        case .boolList(let list): Self.write(list.map(FeastValue.bool), to: &writer)
        case .timestampList(let list): Self.write(list.map(FeastValue.timestamp), to: &writer)
        }
    }

    private static func write(_ list: [FeastValue], to writer: inout JSONWriter) {
        writer.array { writer in
            for value in list { value.write(to: &writer) }
        }
    }

    private static func write(_ number: Double, to writer: inout JSONWriter) {
        if number.isNaN {
            writer.value("NaN")
        } else if number.isInfinite {
            writer.value(number > 0 ? "Infinity" : "-Infinity")
        } else {
            writer.value(number)
        }
    }
}
