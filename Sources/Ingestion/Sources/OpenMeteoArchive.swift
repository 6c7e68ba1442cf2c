public import Feeds
public import Readings

/// Open-Meteo's archive: hourly values of past days, computed by weather models from what was measured.
public struct OpenMeteoArchive: Sendable {
    /// What readings name as their source, and what the calls are counted under.
    public static let name = "open-meteo-archive"
    /// What must be shown where the data is.
    public static let attribution = "Weather data by Open-Meteo.com (CC BY 4.0)"

    private let caller: FeedCaller
    private let retries: RetrySchedule
    private let clock: WorldClock

    /// An archive.
    /// - Parameters:
    ///   - caller: calls the service.
    ///   - retries: when a failed call is repeated.
    ///   - clock: the world's.
    public init(caller: FeedCaller, retries: RetrySchedule = RetrySchedule(attempts: 6), clock: WorldClock) {
        self.caller = caller
        self.retries = retries
        self.clock = clock
    }

    /// What the service takes.
    public var terms: FeedTerms { caller.terms }

    /// For how many calls the service takes a stretch of days.
    /// - Parameters:
    ///   - stations: how many.
    ///   - days: how many, ≥ 1.
    /// - Returns: the weight, ≥ 1.
    public static func weight(stations: Int, days: Int) -> Int {
        max(
            1,
            Int(
                OpenMeteo.weight(
                    places: stations, variables: SensorSchema.weather.quantities.count, days: days
                ).rounded(.up)))
    }

    /// Asks for some days, patiently.
    /// - Parameters:
    ///   - stations: at least one.
    ///   - days: counted since 1970 in UTC.
    ///   - deadline: no call after this moment of the world; nil for as long as it takes.
    /// - Returns: for each station its hours that have values.
    /// - Throws: ``IngestionError``.
    public func observations(
        of stations: [Station], days: ClosedRange<Int64>, until deadline: Timestamp? = nil
    ) async throws(IngestionError) -> [[FeedObservation]] {
        let (first, last) = (CivilDate(dayIndex: days.lowerBound), CivilDate(dayIndex: days.upperBound))
        let subject = "\(Self.name): \(stations.count) stations, \(first) to \(last)"
        return try await caller.callPatiently(
            OpenMeteo.archiveRequest(for: stations, from: first, through: last), about: subject,
            weight: Self.weight(stations: stations.count, days: days.count), retries: retries, until: deadline,
            clock: clock
        ) { status, body throws(FeedError) in
            try OpenMeteo.archiveObservations(status: status, body: body, count: stations.count, subject: subject)
        }
    }
}
