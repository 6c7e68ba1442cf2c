/// The declaration of one input or output of a graph.
public struct ValueInfo: Hashable, Sendable {
    /// The name by which callers and nodes refer to it.
    public var name: String
    /// The type of its elements; `.other(0)` when it is not a tensor.
    public var elementType: ElementType
    /// Its axes, outermost first; `nil` when the file does not declare them.
    public var shape: [Axis]?

    /// Declares an input or output.
    ///
    /// - Parameters:
    ///   - name: unique among the values of the graph.
    ///   - elementType: the type of its elements.
    ///   - shape: its axes, outermost first.
    public init(name: String, elementType: ElementType, shape: [Axis]?) {
        self.name = name
        self.elementType = elementType
        self.shape = shape
    }
}

extension ValueInfo {
    init(_ proto: Onnx_ValueInfoProto) {
        let tensor = proto.type.tensorType
        self.init(name: proto.name, elementType: ElementType(code: tensor.elemType), shape: nil)
        guard tensor.hasShape else { return }
        shape = tensor.shape.dim.map { axis in
            switch axis.value {
            case .dimValue(let length): .fixed(Int(length))
            case .dimParam(let name): .free(name)
            case nil: .free("")
            }
        }
    }

    var proto: Onnx_ValueInfoProto {
        var tensor = Onnx_TypeProto.Tensor()
        tensor.elemType = elementType.code
        if let shape {
            tensor.shape.dim = shape.map { axis in
                var proto = Onnx_TensorShapeProto.Dimension()
                switch axis {
                case .fixed(let length): proto.value = .dimValue(Int64(length))
                case .free(""): proto.value = nil
                case .free(let name): proto.value = .dimParam(name)
                }
                return proto
            }
            // A shape without axes (a scalar's) still has to be written.
            if shape.isEmpty { tensor.shape = Onnx_TensorShapeProto() }
        }
        var proto = Onnx_ValueInfoProto()
        proto.name = name
        proto.type.tensorType = tensor
        return proto
    }
}
