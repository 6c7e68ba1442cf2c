public import Feeds
public import Readings

/// Open-Meteo's current values, one call for all stations. They are computed by weather models, not measured.
public struct OpenMeteoSource: WeatherSource {
    /// What readings name as their source, and what the calls are counted under.
    public static let name = "open-meteo"

    private let caller: FeedCaller

    /// A source.
    /// - Parameter caller: calls the service.
    public init(caller: FeedCaller) {
        self.caller = caller
    }

    /// `open-meteo`.
    public var name: String { Self.name }
    /// Computed by weather models.
    public var kind: ReadingKind { .model }

    /// Asks once for all stations.
    public func observations(of stations: [Station]) async -> [String: Result<[FeedObservation], IngestionError>] {
        guard !stations.isEmpty else { return [:] }
        let subject = "\(name): \(stations.count) stations"
        let weight = OpenMeteo.weight(
            places: stations.count, variables: SensorSchema.weather.quantities.count, days: 1)
        do throws(IngestionError) {
            let found = try await caller.call(
                OpenMeteo.currentRequest(for: stations), about: subject, weight: Int(weight.rounded(.up))
            ) { status, body throws(FeedError) in
                try OpenMeteo.currentObservations(
                    status: status, body: body, count: stations.count, subject: subject)
            }
            return zip(stations, found).reduce(into: [:]) { answers, pair in
                let (station, observation) = pair
                answers[station.name] =
                    observation.map { .success([$0]) } ?? .failure(Self.nothing(name, station))
            }
        } catch {
            return stations.reduce(into: [:]) { $0[$1.name] = .failure(error) }
        }
    }

    private static func nothing(_ source: String, _ station: Station) -> IngestionError {
        let subject = "\(source): \(station.name)"
        return IngestionError(subject: subject, reason: .feed(FeedError(subject: subject, reason: .nothingReported)))
    }
}
