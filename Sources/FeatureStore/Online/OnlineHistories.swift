/// What is known of some stations at one moment.
public struct OnlineHistories: Sendable {
    /// A history for each station that has reported.
    public let byStation: [String: OnlineHistory]
    /// Whether the store was away, so that this is what was known last.
    public let isDegraded: Bool

    /// What is known.
    /// - Parameters:
    ///   - byStation: a history for each station that has reported.
    ///   - isDegraded: whether the store was away.
    public init(_ byStation: [String: OnlineHistory], isDegraded: Bool = false) {
        self.byStation = byStation
        self.isDegraded = isDegraded
    }
}
