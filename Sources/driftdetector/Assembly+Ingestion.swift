import AsyncHTTPClient
import FeatureStore
import Feeds
import Ingestion
import Ledger
import Logging
import Readings
import ServiceLifecycle

/// All that takes readings in, around one lake and one ledger.
struct IngestionRooms {
    let clock: WorldClock
    let lake: ReadingLake
    let writer: LakeWriter
    let intake: ReadingIntake
    let ledger: LedgerDatabase
    let queue: IntakeQueue
    let logger: Logger

    /// What must run for readings to be stored.
    var services: [any Service] { [queue, LakeUpkeep(writer: writer, logger: logger)] }
}

extension Assembly {
    /// Makes the rooms that take readings in; `onStored` is told of new readings.
    ///
    /// Throws when lake or ledger cannot be read.
    func ingestionRooms(
        clock: WorldClock, logger: Logger, onStored: @escaping @Sendable (ReadingTable) -> Void = { _ in }
    ) throws -> IngestionRooms {
        let lake = ReadingLake(dataDirectory: settings.dataDirectory)
        let writer = LakeWriter(dataDirectory: settings.dataDirectory)
        let ledger = try LedgerDatabase(dataDirectory: settings.dataDirectory)
        let intake = try ReadingIntake(
            lake: lake, writer: writer, ledger: ledger, clock: clock,
            surroundings: ReadingIntake.Surroundings(
                retrainingThreshold: settings.retrainMinNewReadings, onStored: onStored, logger: logger))
        return IngestionRooms(
            clock: clock, lake: lake, writer: writer, intake: intake, ledger: ledger,
            queue: IntakeQueue(intake: intake, logger: logger),
            logger: logger)
    }

    /// Takes history in that comes whole, beside a program that may be running on the same data directory.
    ///
    /// Throws when lake or ledger cannot be read.
    func historyIntake(logger: Logger) throws -> ReadingIntake {
        try ReadingIntake(
            lake: ReadingLake(dataDirectory: settings.dataDirectory),
            writer: LakeWriter(dataDirectory: settings.dataDirectory),
            ledger: LedgerDatabase(dataDirectory: settings.dataDirectory), clock: WorldClock { Self.now() },
            surroundings: ReadingIntake.Surroundings(
                retrainingThreshold: settings.retrainMinNewReadings, judgesAgainstStored: false, onStored: { _ in },
                logger: logger))
    }

    /// A collector of the stations and sources that the settings name; `onStored` is told of readings when they are durable.
    ///
    /// Throws ``SettingsError`` when a source misses its key.
    func collector(
        in rooms: IngestionRooms, onStored: @escaping @Sendable (ReadingTable) async -> Void = { _ in }
    ) throws(SettingsError) -> (Collector, CollectionConfiguration) {
        let collection = settings.collection
        let configuration = CollectionConfiguration(
            stations: collection.stations, schedule: CollectionSchedule(minute: collection.minute))
        let collector = Collector(
            configuration: configuration, sources: try sources(in: rooms),
            archive: collection.fillsFromArchive ? archive(in: rooms) : nil, lake: rooms.lake, ledger: rooms.ledger,
            clock: rooms.clock,
            store: { [store = store(in: rooms)] readings async throws(IngestionError) in
                let receipts = try await store(readings)
                await onStored(readings)
                return receipts
            }, logger: rooms.logger)
        return (collector, configuration)
    }

    /// The sources that the settings name, in their order.
    ///
    /// Throws ``SettingsError`` when a source misses its key.
    func sources(in rooms: IngestionRooms) throws(SettingsError) -> [CollectedSource] {
        let collection = settings.collection
        var sources: [CollectedSource] = []
        for source in collection.sources {
            switch source {
            case .openWeatherMap:
                let caller = try openWeatherCaller(in: rooms)
                sources.append(CollectedSource(OpenWeatherMapSource(caller: caller), part: .primary, caller: caller))
            case .openMeteo:
                let caller = openMeteoCaller(collection.openMeteoBase, in: rooms)
                sources.append(CollectedSource(OpenMeteoSource(caller: caller), part: .primary, caller: caller))
            case .metar:
                let caller = feedCaller(
                    FeedAddress(base: collection.metarBase),
                    terms: FeedTerms(source: METARSource.name, dailyCalls: Self.metarDailyCalls), in: rooms)
                sources.append(CollectedSource(METARSource(caller: caller), part: .secondOpinion, caller: caller))
            }
        }
        return sources
    }

    /// Open-Meteo's archive.
    func archive(in rooms: IngestionRooms) -> OpenMeteoArchive {
        OpenMeteoArchive(
            caller: openMeteoCaller(settings.collection.openMeteoArchive, in: rooms), clock: rooms.clock)
    }

    /// Makes readings durable through the queue that all share.
    func store(
        in rooms: IngestionRooms
    ) -> @Sendable (ReadingTable) async throws(IngestionError) -> [ReadingReceipt] {
        let queue = rooms.queue
        return { readings async throws(IngestionError) in try await queue.take(readings) }
    }

    /// The service allows 100 calls a minute; one an hour is made, and some retries.
    private static var metarDailyCalls: Int { 1_000 }

    private func openWeatherCaller(in rooms: IngestionRooms) throws(SettingsError) -> FeedCaller {
        let collection = settings.collection
        guard let key = collection.openWeatherKey else {
            throw SettingsError(
                subject: SettingKey.openWeatherAPIKey.environmentName,
                problem: "is not set, and openweathermap wants a key; get one at "
                    + "https://home.openweathermap.org/api_keys, or collect with COLLECT_SOURCES=open-meteo")
        }
        return feedCaller(
            FeedAddress(base: collection.openWeatherBase, key: FeedRequest.Parameter("appid", key)),
            terms: FeedTerms(source: OpenWeatherMapSource.name, dailyCalls: collection.openWeatherDailyCalls), in: rooms
        )
    }

    /// Current values and archive count against one limit: the service counts by the caller's address.
    private func openMeteoCaller(_ base: String, in rooms: IngestionRooms) -> FeedCaller {
        feedCaller(
            FeedAddress(base: base),
            terms: FeedTerms(
                source: OpenMeteoSource.name, dailyCalls: settings.collection.openMeteoDailyCalls, timeout: 60_000),
            in: rooms)
    }

    private func feedCaller(_ address: FeedAddress, terms: FeedTerms, in rooms: IngestionRooms) -> FeedCaller {
        FeedCaller(
            address: address, terms: rooms.clock.isVirtual ? terms.hurried : terms,
            transport: .http(WeatherHTTPClient.client),
            ledger: rooms.ledger,
            clock: rooms.clock)
    }
}

extension FeedTerms {
    /// For a world that runs faster: a simulator on this machine answers within milliseconds, and an hour may have only
    /// fifty of them.
    fileprivate var hurried: FeedTerms {
        var terms = self
        terms.leastTimeout = .milliseconds(40)
        return terms
    }
}
