#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Attribute {
    init(_ proto: Onnx_AttributeProto) {
        switch proto.type {
        case 1: self = .float(proto.f)
        case 2: self = .int(proto.i)
        case 3: self = .string(String(decoding: proto.s, as: UTF8.self))
        case 4:
            guard let tensor = try? Tensor(proto.t, subject: proto.name) else {
                self = .other(proto.type)
                return
            }
            self = .tensor(tensor)
        case 6: self = .floats(proto.floats)
        case 7: self = .ints(proto.ints)
        case 8: self = .strings(proto.strings.map { String(decoding: $0, as: UTF8.self) })
        default: self = .other(proto.type)
        }
    }

    /// - Returns: `nil` for a value that cannot be written.
    func proto(named name: String) -> Onnx_AttributeProto? {
        var proto = Onnx_AttributeProto()
        proto.name = name
        switch self {
        case .float(let value): (proto.type, proto.f) = (1, value)
        case .int(let value): (proto.type, proto.i) = (2, value)
        case .string(let value): (proto.type, proto.s) = (3, Data(value.utf8))
        case .tensor(let value): (proto.type, proto.t) = (4, value.proto(named: ""))
        case .floats(let values): (proto.type, proto.floats) = (6, values)
        case .ints(let values): (proto.type, proto.ints) = (7, values)
        case .strings(let values): (proto.type, proto.strings) = (8, values.map { Data($0.utf8) })
        case .other: return nil
        }
        return proto
    }
}
