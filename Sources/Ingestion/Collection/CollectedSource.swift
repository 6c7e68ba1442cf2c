public import Readings

/// A source that is collected, with the part that it plays.
public struct CollectedSource: Sendable {
    /// The part of a source.
    public enum Part: Sendable {
        /// Its readings are what is learned from; hours without one are recorded and filled.
        case primary
        /// Its readings are kept beside, to tell a changed world from a broken feed.
        case secondOpinion
    }

    /// The source.
    public let source: any WeatherSource
    /// Its part.
    public let part: Part
    /// Until when it wants to be left alone; nil when it may be asked.
    public let pauseEnd: @Sendable () throws(IngestionError) -> Timestamp?

    /// A source with its part.
    /// - Parameters:
    ///   - source: the source.
    ///   - part: its part.
    ///   - caller: calls the service, and knows its pauses.
    public init(_ source: any WeatherSource, part: Part, caller: FeedCaller) {
        self.source = source
        self.part = part
        pauseEnd = { () throws(IngestionError) in try caller.pauseEnd() }
    }
}
