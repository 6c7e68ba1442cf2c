/// Features that belong together, such as those of one model, by a name of their own.
public struct FeatureService: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// What it consists of, in order.
    public let features: [FeatureReference]

    /// A service.
    /// - Parameters:
    ///   - name: unique in its store.
    ///   - features: what it consists of.
    public init(name: String, features: [FeatureReference]) {
        self.name = name
        self.features = features
    }
}
