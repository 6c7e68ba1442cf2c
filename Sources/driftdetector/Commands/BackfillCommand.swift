import ArgumentParser
import FeatureStore
import Ingestion
import Logging
import Readings

/// Brings history from an archive into the lake.
struct BackfillCommand: AsyncParsableCommand {
    enum Source: String, ExpressibleByArgument, CaseIterable {
        case openMeteo = "open-meteo"
    }

    static let configuration = CommandConfiguration(
        commandName: "backfill", abstract: "Fetch past years of the stations' weather from an archive.",
        discussion: """
            Needs no key. An interrupted run goes on where it was when the command is given again; a run that has \
            spent the day's calls says so and goes on the next day. The newest days come into the archive some days \
            late and are fetched by a later run.

            Examples:
              driftdetector backfill --from 2023-01-01 --to 2025-12-31
              COLLECT_STATIONS=London driftdetector backfill --from 2024-01-01 --to 2024-12-31 --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var clock: ClockOption

    @Option(help: "First day, such as 2023-01-01 (UTC).")
    var from: String

    @Option(help: "Last day, such as 2025-12-31 (UTC).")
    var to: String

    @Option(help: "Archive: \(Source.allCases.map(\.rawValue).joined(separator: ", ")).")
    var source = Source.openMeteo

    func validate() throws {
        guard let first = Self.day(from) else {
            throw ValidationError("--from: \"\(from)\" is not a day such as 2023-01-01")
        }
        guard let last = Self.day(to) else { throw ValidationError("--to: \"\(to)\" is not a day such as 2025-12-31") }
        guard first <= last else { throw ValidationError("--from \(from) is after --to \(to)") }
        guard let earliest = Self.day("1940-01-01"), first >= earliest else {
            throw ValidationError("--from \(from): the archive begins with 1940-01-01")
        }
    }

    func run() async throws {
        let settings = try await global.settings([.worldClock: clock.clock])
        guard let first = Self.day(from), let last = Self.day(to) else { return }
        var logger = Logger(label: "driftdetector")
        logger.logLevel = settings.logLevel
        let assembly = Assembly(settings: settings)
        let rooms = try assembly.ingestionRooms(clock: try await assembly.worldClock(), logger: logger)
        let today = rooms.clock.now.dayIndex
        guard first <= today else {
            throw ValidationError("--from \(from) has not been yet; today is \(CivilDate(dayIndex: today))")
        }
        let days = first...min(last, today)
        let stations = settings.collection.stations
        let progress = ProgressLog()
        progress.step("fetching \(days.count) days of \(stations.count) stations from Open-Meteo's archive")
        let backfill = Backfill(
            archive: assembly.archive(in: rooms), ledger: rooms.ledger, clock: rooms.clock,
            store: assembly.store(in: rooms))
        let done: BackfillProgress
        do {
            let queue = rooms.queue
            done = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await queue.run() }
                defer { group.cancelAll() }
                return try await backfill.run(stations: stations, days: days) { now in
                    progress.share(now.doneDays, of: now.allDays, unit: "station-days")
                }
            }
        } catch let error as IngestionError
            where error.code == "budget_spent" || error.code == "rate_limited" || error.code == "paused"
        {
            StandardError.write(
                "driftdetector: \(error)\ndriftdetector: what was fetched is stored; give the same command again\n")
            throw ExitCode(ExitStatus.tryAgain.rawValue)
        }
        try show(done, settings: settings, days: days, seconds: progress.elapsed)
    }

    private func show(
        _ done: BackfillProgress, settings: Settings, days: ClosedRange<Int64>, seconds: Double
    ) throws {
        if global.json {
            try JSONOutput.print(
                Summary(
                    from: CivilDate(dayIndex: days.lowerBound).description,
                    to: CivilDate(dayIndex: days.upperBound).description,
                    stations: settings.collection.stations.map(\.name), stationDays: done.allDays,
                    stationDaysDone: done.doneDays, newReadings: done.newReadings, weight: done.weight,
                    attribution: OpenMeteoArchive.attribution, seconds: seconds))
            return
        }
        print(
            """

              station-days  \(done.doneDays) of \(done.allDays) are whole
              readings      \(done.newReadings) new, kind archive, source \(OpenMeteoArchive.name)
              calls         \(done.weight) by the service's weights
              time          \(Number.short(seconds, digits: 1)) s
              \(OpenMeteoArchive.attribution)

            Next:
              driftdetector train --data-dir \(settings.dataDirectory)
            """)
    }

    private static func day(_ text: String) -> Int64? {
        guard text.count == 10 else { return nil }
        return Timestamp(iso8601: text)?.dayIndex
    }

    private struct Summary: Encodable {
        let from: String
        let to: String
        let stations: [String]
        let stationDays: Int
        let stationDaysDone: Int
        let newReadings: Int
        let weight: Int
        let attribution: String
        let seconds: Double
    }
}
