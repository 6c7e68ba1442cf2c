import CONNXRuntime

/// The tensors of one run, on ONNX Runtime's side; released together.
final class RuntimeValues {
    var pointers: [OpaquePointer?]
    private let functions: ONNXRuntimeFunctions

    /// No values yet, with `emptyCount` places for those that a run puts in.
    init(functions: ONNXRuntimeFunctions, emptyCount: Int = 0) {
        self.functions = functions
        pointers = Array(repeating: nil, count: emptyCount)
    }

    deinit {
        for case let pointer? in pointers { functions.release_value(pointer) }
    }

    /// Adds a copy of a tensor.
    func append(_ tensor: Tensor, subject: String) throws(ONNXError) {
        var allocator: OpaquePointer?
        try functions.check(functions.get_default_allocator(&allocator), subject)
        var created: OpaquePointer?
        try functions.check(
            functions.create_tensor(
                try functions.require(allocator, subject), tensor.shape.map { Int64($0) }, tensor.shape.count,
                tensor.elementType.code, &created), subject)
        let value = try functions.require(created, subject)
        pointers.append(value)

        var memory: UnsafeMutableRawPointer?
        try functions.check(functions.get_tensor_data(value, &memory), subject)
        switch tensor.elements {
        case .float32(let values): Self.copy(values, to: memory)
        case .int64(let values): Self.copy(values, to: memory)
        }
    }

    /// Reads the value at a position.
    func tensor(at position: Int, subject: String) throws(ONNXError) -> Tensor {
        let value = try functions.require(pointers[position], subject)
        var created: OpaquePointer?
        try functions.check(functions.get_tensor_info(value, &created), subject)
        let info = try functions.require(created, subject)
        defer { functions.release_tensor_info(info) }
        let reader = TensorInfoReader(functions: functions, info: info)
        let shape = try reader.shape(subject).map { Int($0) }
        let type = try reader.elementType(subject)

        var memory: UnsafeMutableRawPointer?
        guard type == .float32 || type == .int64 else { throw ONNXError(subject, .elementTypeUnreadable(type)) }
        try functions.check(functions.get_tensor_data(value, &memory), subject)
        let count = Tensor.elementCount(of: shape) ?? 0
        let elements: Tensor.Elements =
            type == .float32
            ? .float32(Self.numbers(at: memory, count: count)) : .int64(Self.numbers(at: memory, count: count))
        return try Tensor(elements: elements, count: count, shape: shape, subject: subject)
    }

    private static func copy<Element: BitwiseCopyable>(_ values: [Element], to memory: UnsafeMutableRawPointer?) {
        guard let memory, !values.isEmpty else { return }
        memory.copyMemory(from: values, byteCount: values.count * MemoryLayout<Element>.stride)
    }

    private static func numbers<Element: BitwiseCopyable>(
        at memory: UnsafeMutableRawPointer?, count: Int
    ) -> [Element] {
        guard let memory, count > 0 else { return [] }
        return Array(
            UnsafeRawBufferPointer(start: memory, count: count * MemoryLayout<Element>.stride)
                .assumingMemoryBound(to: Element.self))
    }
}
