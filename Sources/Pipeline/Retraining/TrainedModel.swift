public import Registry

/// A version that a training made, or found to be there already.
public struct TrainedModel: Sendable, Equatable {
    /// The version.
    public let version: ModelVersion
    /// What points at it now; nil when a version of the champion's view is challenger.
    public let alias: ModelAlias?
    /// False when an equal version was registered before.
    public let isNew: Bool
}
