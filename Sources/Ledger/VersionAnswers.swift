/// How often a model's version was asked, and could not answer.
public struct VersionAnswers: Hashable, Sendable {
    /// The model's name.
    public let model: String
    /// The version.
    public let version: Int
    /// Rows that it was asked about, failures included.
    public var answers: Int
    /// Rows at which it failed inside.
    public var failures: Int

    /// Counts of a version.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - version: the version.
    ///   - answers: rows that it was asked about, failures included.
    ///   - failures: rows at which it failed inside.
    public init(model: String, version: Int, answers: Int, failures: Int) {
        self.model = model
        self.version = version
        self.answers = answers
        self.failures = failures
    }
}
