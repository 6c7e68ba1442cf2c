extension ONNXError {
    /// What is wrong with a model, a graph, a tensor, or the library that runs them.
    public enum Reason: Equatable, Sendable {
        /// The bytes are not a protobuf message of the ONNX schema.
        case malformed
        /// The bytes are a protobuf message that holds no graph.
        case graphMissing
        /// A model over the 2 GiB that a protobuf message can have.
        case modelTooLarge

        /// A graph, value or operator has no name.
        case nameMissing
        /// Two things of one kind have this name.
        case nameRepeated(String)
        /// A node reads a tensor that is no input, no initializer and no output of an earlier node.
        case inputUndefined(tensor: String)
        /// The graph gives nothing.
        case outputsMissing
        /// No node gives this output, and it is neither an input nor an initializer.
        case outputUnproduced
        /// An operator of a domain for which the model declares no operator set.
        case domainUndeclared(String)
        /// An operator set outside `ai.onnx` and `ai.onnx.ml`.
        case domainUnknown(String)
        /// An input whose first axis, that of the rows, has a fixed length or is not declared.
        case firstAxisFixed
        /// A graph of too many nodes.
        case nodesTooMany(count: Int, limit: Int)

        /// A shape that does not have as many elements as there are.
        case sizeMismatch(shape: [Int], count: Int)
        /// Bytes that are no whole number of elements.
        case bytesCutShort(count: Int)
        /// A tensor whose numbers are in another file.
        case externalData
        /// A tensor of elements that this module does not hold.
        case elementTypeUnreadable(ElementType)

        /// An attribute that the operator needs.
        case attributeMissing(String)
        /// An attribute of another kind than the operator's definition gives it.
        case attributeKindWrong(String)
        /// An attribute that this module does not hold or support, with the value it has where that matters.
        case attributeUnsupported(String, value: String)
        /// Lists of a tree ensemble that ought to be of one length.
        case lengthMismatch(attribute: String, expected: Int, found: Int)
        /// A node of another operator than the one wanted.
        case operatorUnexpected(String)
        /// A tree ensemble that is no set of trees.
        case treeInvalid(TreeFault)

        /// No library at any of the places, by the loader's words for each.
        case libraryMissing(attempts: [String])
        /// A library that is not ONNX Runtime.
        case libraryForeign(String)
        /// An ONNX Runtime that is too old.
        case libraryTooOld(version: String)
        /// ONNX Runtime refused, with its own words.
        case runtimeRefused(String)
        /// A number of threads below 1.
        case threadCountInvalid(Int)

        /// The model has no input or output of this name.
        case nameUnknown(known: [String])
        /// An input of the model that the caller did not give.
        case inputMissing
        /// A tensor of another element type than the model declares.
        case elementTypeMismatch(expected: ElementType, found: ElementType)
        /// A tensor of another shape than the model declares.
        case shapeMismatch(expected: [Axis], found: [Int])
    }
}

extension ONNXError.Reason: CustomStringConvertible {
    /// What is wrong and, where it helps, what to do.
    public var description: String {
        switch self {
        case .malformed: "not an ONNX file: the bytes are damaged or of another format"
        case .graphMissing: "not an ONNX model: it holds no graph"
        case .modelTooLarge: "it is over the 2 GiB that the format allows; make it smaller"
        case .nameMissing: "it has no name"
        case .nameRepeated(let name): "the name \"\(name)\" is used more than once"
        case .inputUndefined(let tensor):
            "it reads \"\(tensor)\", which is no graph input, no initializer and no output of an earlier node"
        case .outputsMissing: "it declares no outputs"
        case .outputUnproduced: "no node produces it"
        case .domainUndeclared(let domain): "the model imports no operator set of the domain \"\(domain)\""
        case .domainUnknown(let domain):
            "the operator set \"\(domain)\" is not standard; only ai.onnx and ai.onnx.ml are supported"
        case .firstAxisFixed: "its first axis must be free, so that any number of rows can be given"
        case .nodesTooMany(let count, let limit): "it has \(count) nodes; fewer than \(limit) are allowed"
        case .sizeMismatch(let shape, let count): "the shape \(shape) does not fit \(count) elements"
        case .bytesCutShort(let count): "its \(count) bytes are no whole number of elements"
        case .externalData: "its numbers are in another file; save the model as a single file"
        case .elementTypeUnreadable(let type): "elements of type \(type) are not supported; use float32 or int64"
        case .attributeMissing(let name): "the attribute \"\(name)\" is missing"
        case .attributeKindWrong(let name): "the attribute \"\(name)\" is of the wrong kind"
        case .attributeUnsupported(let name, ""): "the attribute \"\(name)\" is not supported"
        case .attributeUnsupported(let name, let value): "the attribute \"\(name)\" has the unsupported value \(value)"
        case .lengthMismatch(let attribute, let expected, let found):
            "the attribute \"\(attribute)\" has \(found) entries where \(expected) are needed"
        case .operatorUnexpected(let name): "it is not of the operator \(name)"
        case .treeInvalid(let fault): "\(fault)"
        case .libraryMissing(let attempts):
            "could not be loaded (\(attempts.joined(separator: "; "))); "
                + "install ONNX Runtime or set \(RuntimeLibrary.environmentVariable) to the path of its library"
        case .libraryForeign(let detail):
            "not a usable ONNX Runtime (\(detail)); "
                + "set \(RuntimeLibrary.environmentVariable) to the path of its library"
        case .libraryTooOld(let version): "ONNX Runtime \(version) is too old; 1.16 or newer is needed"
        case .runtimeRefused(let message): "ONNX Runtime refused: \(message)"
        case .threadCountInvalid(let count): "\(count) threads cannot run it; give 1 or more"
        case .nameUnknown(let known): "the model has no such name; it has \(known.joined(separator: ", "))"
        case .inputMissing: "the model needs this input"
        case .elementTypeMismatch(let expected, let found):
            "its elements are \(found) where the model takes \(expected)"
        case .shapeMismatch(let expected, let found):
            "its shape is \(found) where the model takes [\(expected.map(\.description).joined(separator: ", "))]"
        }
    }
}
