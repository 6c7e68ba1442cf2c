public import ONNX

/// What computes a model's answers.
public enum InferenceEngine: Sendable {
    /// This program's own evaluators, rebuilt from the graph; they know the models that this program trains.
    case native
    /// ONNX Runtime; it runs any graph with the inputs and outputs of this program's.
    case onnxRuntime(RuntimeLibrary)
}
