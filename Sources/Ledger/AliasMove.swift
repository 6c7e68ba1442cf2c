public import Readings

/// A move of an alias from one version of a model to another.
public struct AliasMove: Hashable, Sendable {
    /// The model's name.
    public let model: String
    /// The alias.
    public let alias: String
    /// The version that it points at from then on; nil where it points at none.
    public let version: Int?
    /// The version that it pointed at before.
    public let predecessor: Int?
    /// When.
    public let movedAt: Timestamp
    /// Who moved it and why, for people.
    public let cause: String
    /// Whether it took the version before back.
    public let isReturn: Bool

    /// A move.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - alias: the alias.
    ///   - version: the version from then on.
    ///   - predecessor: the version before.
    ///   - movedAt: when.
    ///   - cause: who moved it and why.
    ///   - isReturn: whether it took the version before back.
    public init(
        model: String, alias: String, version: Int?, predecessor: Int?, movedAt: Timestamp, cause: String,
        isReturn: Bool = false
    ) {
        self.model = model
        self.alias = alias
        self.version = version
        self.predecessor = predecessor
        self.movedAt = movedAt
        self.cause = cause
        self.isReturn = isReturn
    }
}
