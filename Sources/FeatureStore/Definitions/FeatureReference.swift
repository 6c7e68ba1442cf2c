/// One feature by the names of its view and itself, written `sensor_stats_view:temperature`.
public struct FeatureReference: Sendable, Hashable, CustomStringConvertible {
    /// The view's name.
    public let view: String
    /// The feature's name.
    public let feature: String

    /// A reference of two names.
    /// - Parameters:
    ///   - view: the view's name.
    ///   - feature: the feature's name.
    public init(view: String, feature: String) {
        self.view = view
        self.feature = feature
    }

    /// Reads `view:feature`; nil for texts of another form.
    /// - Parameter text: two names with a colon between.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(view: String(parts[0]), feature: String(parts[1]))
    }

    /// `view:feature`.
    public var description: String { "\(view):\(feature)" }
}
