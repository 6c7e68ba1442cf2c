/// Why trees could not be trained, read or evaluated.
public struct XGBoostError: Error, Equatable, Sendable {
    /// What it is about: the library, a parameter, the training rows, a label or a model.
    public let subject: String
    /// What is wrong with it.
    public let reason: Reason

    /// An error about one thing.
    ///
    /// - Parameters:
    ///   - subject: the library, parameter, rows, label or model.
    ///   - reason: what is wrong with it.
    public init(_ subject: String, _ reason: Reason) {
        self.subject = subject
        self.reason = reason
    }
}

extension XGBoostError: CustomStringConvertible {
    /// One line: the subject, what is wrong and, where it helps, what to do.
    public var description: String {
        "\(subject): \(reason)"
    }
}
