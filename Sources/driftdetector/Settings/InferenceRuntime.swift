/// What computes models' answers.
enum InferenceRuntime: String {
    /// This program's own evaluators.
    case native
    /// ONNX Runtime.
    case onnxruntime
}
