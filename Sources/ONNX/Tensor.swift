/// A dense array of numbers in row-major order.
public struct Tensor: Equatable, Sendable {
    /// The numbers, in the type they have.
    public enum Elements: Equatable, Sendable {
        /// Single precision numbers.
        case float32([Float])
        /// 64-bit integers.
        case int64([Int64])
    }

    /// The length of every axis, outermost first; empty for a scalar.
    public let shape: [Int]
    /// The numbers; as many as the product of `shape`.
    public let elements: Elements

    /// A tensor of single precision numbers.
    ///
    /// - Parameters:
    ///   - values: the numbers in row-major order.
    ///   - shape: the length of every axis; its product is the count of `values`.
    /// - Throws: ``ONNXError`` with `.sizeMismatch` when it is not, or when a length is negative.
    public init(float32 values: [Float], shape: [Int]) throws(ONNXError) {
        try self.init(elements: .float32(values), count: values.count, shape: shape, subject: "tensor")
    }

    /// A tensor of 64-bit integers.
    ///
    /// - Parameters:
    ///   - values: the numbers in row-major order.
    ///   - shape: the length of every axis; its product is the count of `values`.
    /// - Throws: ``ONNXError`` with `.sizeMismatch` when it is not, or when a length is negative.
    public init(int64 values: [Int64], shape: [Int]) throws(ONNXError) {
        try self.init(elements: .int64(values), count: values.count, shape: shape, subject: "tensor")
    }

    /// A vector, of shape `[n]`.
    ///
    /// - Parameter vector: the n numbers.
    public init(float32 vector: [Float]) {
        shape = [vector.count]
        elements = .float32(vector)
    }

    /// A vector, of shape `[n]`.
    ///
    /// - Parameter vector: the n numbers.
    public init(int64 vector: [Int64]) {
        shape = [vector.count]
        elements = .int64(vector)
    }

    /// A single number, of shape `[]`.
    ///
    /// - Parameter scalar: the number.
    public init(scalar: Float) {
        shape = []
        elements = .float32([scalar])
    }

    init(elements: Elements, count: Int, shape: [Int], subject: String) throws(ONNXError) {
        guard Self.elementCount(of: shape) == count else {
            throw ONNXError(subject, .sizeMismatch(shape: shape, count: count))
        }
        self.shape = shape
        self.elements = elements
    }

    /// The type of the elements.
    public var elementType: ElementType {
        switch elements {
        case .float32: .float32
        case .int64: .int64
        }
    }

    /// The numbers when they are single precision, else `nil`.
    public var floats: [Float]? {
        if case .float32(let values) = elements { values } else { nil }
    }

    /// The numbers when they are 64-bit integers, else `nil`.
    public var integers: [Int64]? {
        if case .int64(let values) = elements { values } else { nil }
    }

    /// The product of the lengths; `nil` when one is negative or the product has no `Int`.
    static func elementCount(of shape: [Int]) -> Int? {
        guard shape.allSatisfy({ $0 >= 0 }) else { return nil }
        guard !shape.contains(0) else { return 0 }
        var count = 1
        for length in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            if overflow { return nil }
            count = product
        }
        return count
    }
}
