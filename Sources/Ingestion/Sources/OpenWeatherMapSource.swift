public import Feeds
public import Readings

/// OpenWeatherMap's current weather, one call a station.
public struct OpenWeatherMapSource: WeatherSource {
    /// What readings name as their source, and what the calls are counted under.
    public static let name = "openweathermap"
    /// Calls that are under way at once.
    private static let concurrency = 4

    private let caller: FeedCaller

    /// A source.
    /// - Parameter caller: calls the service, with its key.
    public init(caller: FeedCaller) {
        self.caller = caller
    }

    /// `openweathermap`.
    public var name: String { Self.name }
    /// A blend of stations and models.
    public var kind: ReadingKind { .model }

    /// Asks for every station, at most four at once. A refused key, a spent budget or a wish for rest ends the asking.
    public func observations(of stations: [Station]) async -> [String: Result<[FeedObservation], IngestionError>] {
        await withTaskGroup(of: (String, Result<[FeedObservation], IngestionError>).self) { group in
            var answers: [String: Result<[FeedObservation], IngestionError>] = [:]
            var end: IngestionError?
            var waiting = stations[...]
            func start() {
                guard let station = waiting.popFirst() else { return }
                group.addTask { (station.name, await observation(of: station)) }
            }
            for _ in 0..<Self.concurrency { start() }
            while let (station, answer) = await group.next() {
                answers[station] = answer
                if case .failure(let error) = answer, error.concernsAllStations { end = end ?? error }
                if end == nil { start() }
            }
            if let end {
                for station in waiting { answers[station.name] = .failure(end) }
            }
            return answers
        }
    }

    private func observation(of station: Station) async -> Result<[FeedObservation], IngestionError> {
        let subject = "\(name): \(station.name)"
        do throws(IngestionError) {
            let observation = try await caller.call(OpenWeatherMap.request(for: station), about: subject) {
                status, body throws(FeedError) in
                try OpenWeatherMap.observation(status: status, body: body, subject: subject)
            }
            return .success([observation])
        } catch {
            return .failure(error)
        }
    }
}

extension IngestionError {
    /// Whether asking for another station would fail in the same way.
    fileprivate var concernsAllStations: Bool {
        switch reason {
        case .feed(let error):
            switch error.reason {
            case .keyRefused, .rateLimited, .budgetSpent, .paused: true
            default: false
            }
        case .ledger, .store, .unwritable, .ending, .overloaded: true
        case .file, .missingColumns, .unmappedColumns, .mapping, .unreadable, .wrongColumn, .emptyCell,
            .implausibleMoment, .datasetMissing:
            false
        }
    }
}
