import CONNXRuntime

/// Reads what ONNX Runtime says about a tensor's type and shape.
struct TensorInfoReader {
    let functions: ONNXRuntimeFunctions
    let info: OpaquePointer

    func elementType(_ subject: String) throws(ONNXError) -> ElementType {
        var code: Int32 = 0
        try functions.check(functions.get_element_type(info, &code), subject)
        return ElementType(code: code)
    }

    /// The length of every axis; −1 for a free one.
    func shape(_ subject: String) throws(ONNXError) -> [Int64] {
        var rank = 0
        try functions.check(functions.get_rank(info, &rank), subject)
        var lengths = [Int64](repeating: 0, count: rank)
        try functions.check(functions.get_shape(info, &lengths, rank), subject)
        return lengths
    }
}
