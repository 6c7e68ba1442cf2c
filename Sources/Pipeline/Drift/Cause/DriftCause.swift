/// Why the inputs of one sensor have moved, as far as can be told.
public struct DriftCause: Sendable, Equatable {
    /// What moved them.
    public enum Kind: Sendable, Equatable {
        /// The feed of a station.
        case feed(FeedCause)
        /// The time of the year: they are what they were in the same weeks of earlier years, or forecasts are as good as
        /// ever.
        case season
        /// The weather itself: they are not, or forecasts have become worse without any feed at fault.
        case climate

        /// The name in reports.
        public var name: String {
            switch self {
            case .feed(let cause): cause.rawValue
            case .season: "season"
            case .climate: "climate"
            }
        }
    }

    /// What moved them.
    public let kind: Kind
    /// What speaks for it, in one sentence.
    public let evidence: String
}
