/// A name that points at one version of a model and moves.
public enum ModelAlias: String, Sendable, CaseIterable, Codable {
    /// The version that answers.
    case champion
    /// The version that wants to.
    case challenger
}
