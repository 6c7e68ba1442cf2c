import ONNX
import Testing

@Suite
struct TensorTests {
    @Test
    func `holds its numbers in their type`() throws {
        let floats = try Tensor(float32: [1, 2, 3, 4, 5, 6], shape: [2, 3])
        #expect(floats.elementType == .float32)
        #expect(floats.floats == [1, 2, 3, 4, 5, 6])
        #expect(floats.integers == nil)
        let integers = Tensor(int64: [7])
        #expect(integers.elementType == .int64)
        #expect(integers.integers == [7])
        #expect(integers.floats == nil)
        #expect(integers.shape == [1])
        #expect(Tensor(scalar: 1).shape == [])
    }

    @Test(arguments: [[0], [0, .max, .max], [3, 0]])
    func `may be empty`(shape: [Int]) throws {
        #expect(try Tensor(float32: [], shape: shape).shape == shape)
    }

    @Test(arguments: [[], [2], [3, 2], [-1, -6], [6, -1], [.max, .max, 6], [1 << 32, 1 << 32]])
    func `refuses a shape that does not fit`(shape: [Int]) {
        #expect(throws: ONNXError("tensor", .sizeMismatch(shape: shape, count: 5))) {
            try Tensor(float32: [1, 2, 3, 4, 5], shape: shape)
        }
        #expect(throws: ONNXError("tensor", .sizeMismatch(shape: shape, count: 0))) {
            try Tensor(int64: [], shape: shape)
        }
    }
}
