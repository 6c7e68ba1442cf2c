import ONNX
import Testing

@Suite
struct ONNXErrorTests {
    @Test(arguments: [
        (
            ONNXError("node \"y\" (Add)", .inputUndefined(tensor: "t")),
            "node \"y\" (Add): it reads \"t\", which is no graph input, no initializer and no output of an earlier node"
        ),
        (
            ONNXError("ONNX Runtime", .libraryMissing(attempts: ["a: no such file", "b: wrong machine"])),
            "ONNX Runtime: could not be loaded (a: no such file; b: wrong machine); "
                + "install ONNX Runtime or set ONNXRUNTIME_LIBRARY to the path of its library"
        ),
        (
            ONNXError("/lib/x.so", .libraryTooOld(version: "1.4.0")),
            "/lib/x.so: ONNX Runtime 1.4.0 is too old; 1.16 or newer is needed"
        ),
        (
            ONNXError("input \"x\"", .shapeMismatch(expected: [.free(""), .free("N"), .fixed(32)], found: [1, 31])),
            "input \"x\": its shape is [1, 31] where the model takes [?, N, 32]"
        ),
        (
            ONNXError("input \"x\"", .elementTypeMismatch(expected: .float32, found: .int64)),
            "input \"x\": its elements are int64 where the model takes float32"
        ),
        (
            ONNXError("output \"label\"", .elementTypeUnreadable(.other(99))),
            "output \"label\": elements of type #99 are not supported; use float32 or int64"
        ),
        (
            ONNXError("trees", .treeInvalid(.childMissing(tree: 3, node: 1, child: 9))),
            "trees: node 1 of tree 3 leads to node 9, which the tree does not have"
        ),
        (
            ONNXError("output \"z\"", .nameUnknown(known: ["y", "w"])),
            "output \"z\": the model has no such name; it has y, w"
        ),
    ])
    func `says what failed, why and what to do`(error: ONNXError, text: String) {
        #expect(error.description == text)
    }
}
