public import Feeds
public import Readings

/// A service that says what the weather is now at some stations.
public protocol WeatherSource: Sendable {
    /// What readings name as their source, such as `openweathermap`.
    var name: String { get }
    /// How its values come to be.
    var kind: ReadingKind { get }

    /// Asks once for the newest observations; nothing is repeated.
    /// - Parameter stations: whose weather; those that the service cannot know are left out of the answer.
    /// - Returns: by station name its newest observations, at least one, or why there are none.
    func observations(of stations: [Station]) async -> [String: Result<[FeedObservation], IngestionError>]
}
