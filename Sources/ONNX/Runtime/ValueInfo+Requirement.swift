extension ValueInfo {
    /// Throws unless the tensor is of the declared type and shape.
    func require(_ tensor: Tensor) throws(ONNXError) {
        guard tensor.elementType == elementType else {
            throw ONNXError(
                "input \"\(name)\"", .elementTypeMismatch(expected: elementType, found: tensor.elementType))
        }
        guard let shape else { return }
        guard shape.count == tensor.shape.count, zip(shape, tensor.shape).allSatisfy(Self.fits) else {
            throw ONNXError("input \"\(name)\"", .shapeMismatch(expected: shape, found: tensor.shape))
        }
    }

    private static func fits(_ axis: Axis, _ length: Int) -> Bool {
        switch axis {
        case .free: true
        case .fixed(let expected): expected == length
        }
    }
}
