public import Feeds
public import Readings

/// Airport observations from aviationweather.gov, one call for all stations that have an airport: measured by other
/// instruments than any other source's values come from, and so a second opinion.
public struct METARSource: WeatherSource {
    /// What readings name as their source, and what the calls are counted under.
    public static let name = "metar"
    /// How far the asked observations reach back: a report that came late is still taken in.
    private static let hours = 3

    private let caller: FeedCaller

    /// A source.
    /// - Parameter caller: calls the service.
    public init(caller: FeedCaller) {
        self.caller = caller
    }

    /// `metar`.
    public var name: String { Self.name }
    /// Read off instruments.
    public var kind: ReadingKind { .measurement }

    /// Asks once for all stations; those without an airport are left out of the answer.
    public func observations(of stations: [Station]) async -> [String: Result<[FeedObservation], IngestionError>] {
        let airports = stations.compactMap(\.airport)
        guard !airports.isEmpty else { return [:] }
        let subject = "\(name): \(airports.joined(separator: ","))"
        let found: Result<[String: [FeedObservation]], IngestionError>
        do throws(IngestionError) {
            found = .success(
                try await caller.call(METAR.request(for: airports, hours: Self.hours), about: subject) {
                    status, body throws(FeedError) in
                    try METAR.observations(status: status, body: body, subject: subject)
                })
        } catch {
            found = .failure(error)
        }
        return stations.reduce(into: [:]) { answers, station in
            guard let airport = station.airport else { return }
            answers[station.name] = found.flatMap { reports in
                guard let observations = reports[airport], !observations.isEmpty else {
                    let subject = "\(name): \(station.name) (\(airport))"
                    return .failure(
                        IngestionError(
                            subject: subject, reason: .feed(FeedError(subject: subject, reason: .nothingReported))))
                }
                return .success(observations)
            }
        }
    }
}
