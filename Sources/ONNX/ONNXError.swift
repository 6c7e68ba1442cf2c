/// Why a model could not be read, written or run.
public struct ONNXError: Error, Equatable, Sendable {
    /// What it is about: the model, a node, a tensor or a library, with its name.
    public let subject: String
    /// What is wrong with it.
    public let reason: Reason

    /// An error about one thing.
    ///
    /// - Parameters:
    ///   - subject: the model, node, tensor or library, with its name.
    ///   - reason: what is wrong with it.
    public init(_ subject: String, _ reason: Reason) {
        self.subject = subject
        self.reason = reason
    }
}

extension ONNXError: CustomStringConvertible {
    /// One line: the subject, what is wrong and, where it helps, what to do.
    public var description: String {
        "\(subject): \(reason)"
    }
}
