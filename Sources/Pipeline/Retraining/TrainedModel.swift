public import Registry

/// A version that a training made, or found to be there already.
public struct TrainedModel: Sendable, Equatable {
    /// The version.
    public let version: ModelVersion
    /// What points at it now.
    public let alias: ModelAlias
    /// False when an equal version was registered before.
    public let isNew: Bool
}
