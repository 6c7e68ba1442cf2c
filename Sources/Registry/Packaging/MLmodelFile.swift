import Foundation
import ONNX

/// The `MLmodel` file beside a graph, by which MLflow (`onnx` and `python_function` flavours) loads the folder.
enum MLmodelFile {
    /// The file's text. Equal graphs give equal texts: the identifier is taken from the graph's digest.
    static func text(graph: [UInt8], inputs: [ValueInfo], outputs: [ValueInfo]) -> String {
        let digest = ModelRegistry.digest(graph)
        return """
            flavors:
              onnx:
                code: null
                data: \(ModelPackage.graphFile)
                onnx_version: 1.23.2
                providers:
                - CPUExecutionProvider
              python_function:
                data: \(ModelPackage.graphFile)
                loader_module: mlflow.onnx
            model_uuid: \(digest.prefix(32))
            signature:
              inputs: '\(signature(inputs))'
              outputs: '\(signature(outputs))'

            """
    }

    /// Tensor specifications as MLflow writes them: a JSON list in a YAML string.
    private static func signature(_ values: [ValueInfo]) -> String {
        let specifications = values.map { value in
            let shape = (value.shape ?? []).map { axis in
                switch axis {
                case .free: "-1"
                case .fixed(let length): "\(length)"
                }
            }
            let axes = shape.joined(separator: ", ")
            return #"{"name": "\#(value.name)", "type": "tensor", "tensor-spec": "#
                + #"{"dtype": "float32", "shape": [\#(axes)]}}"#
        }
        return "[\(specifications.joined(separator: ", "))]"
    }
}
