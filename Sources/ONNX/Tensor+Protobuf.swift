#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Tensor {
    /// - Throws: `.elementTypeUnreadable`, `.externalData`, `.bytesCutShort` or `.sizeMismatch`.
    init(_ proto: Onnx_TensorProto, subject: String) throws(ONNXError) {
        guard proto.dataLocation == 0 else { throw ONNXError(subject, .externalData) }
        let shape = proto.dims.map { Int($0) }
        switch ElementType(code: proto.dataType) {
        case .float32:
            let values = proto.hasRawData ? try Self.floats(in: proto.rawData, subject) : proto.floatData
            try self.init(elements: .float32(values), count: values.count, shape: shape, subject: subject)
        case .int64:
            let values = proto.hasRawData ? try Self.integers(in: proto.rawData, subject) : proto.int64Data
            try self.init(elements: .int64(values), count: values.count, shape: shape, subject: subject)
        case .other:
            throw ONNXError(subject, .elementTypeUnreadable(ElementType(code: proto.dataType)))
        }
    }

    func proto(named name: String) -> Onnx_TensorProto {
        var proto = Onnx_TensorProto()
        if !name.isEmpty { proto.name = name }
        proto.dims = shape.map { Int64($0) }
        proto.dataType = elementType.code
        switch elements {
        case .float32(let values): proto.floatData = values
        case .int64(let values): proto.int64Data = values
        }
        return proto
    }

    private static func elements<Element>(
        of data: Data, subject: String, convert: (UnsafeRawBufferPointer, Int) -> Element
    ) throws(ONNXError) -> [Element] {
        let width = MemoryLayout<Element>.size
        guard data.count.isMultiple(of: width) else { throw ONNXError(subject, .bytesCutShort(count: data.count)) }
        return data.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: width).map { convert(bytes, $0) }
        }
    }

    // Raw data is little-endian on every machine.

    private static func floats(in data: Data, _ subject: String) throws(ONNXError) -> [Float] {
        try elements(of: data, subject: subject) { bytes, offset in
            Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        }
    }

    private static func integers(in data: Data, _ subject: String) throws(ONNXError) -> [Int64] {
        try elements(of: data, subject: subject) { bytes, offset in
            Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self))
        }
    }
}
