import JSON
import Ledger
import Pipeline
import Readings
import Registry
import TestSupport
import Testing

struct SkillReportTests {
    private static let name = "weather-forecast-model"
    private static let start = Timestamp(milliseconds: 1_767_225_600_000)

    private let scratch: ScratchDirectory
    private let ledger: LedgerDatabase
    private let registry: ModelRegistry

    init() throws {
        scratch = try ScratchDirectory()
        ledger = try LedgerDatabase(dataDirectory: scratch.path)
        registry = ModelRegistry(dataDirectory: scratch.path)
    }

    private func register() throws {
        let run = TrainingRun(
            kind: .forecast, view: "weather", schemaFingerprint: "f", inputs: ["temperature"],
            data: .init(from: "a", to: "b", rows: 1, contentHash: "c"), parameters: [:], seed: 1,
            metrics: ["mae_temperature_1h": 1, "persistence_mae_temperature_1h": 2], trainedAt: "d",
            programVersion: "0.1.0")
        let package = try ModelPackage(
            graph: [1], description: "", parity: ParityCheck(model: "m", notRunBecause: "a test", tolerance: 0))
        let version = try registry.register(name: Self.name, run: run, package: package)
        try registry.promote(version.number, of: Self.name)
    }

    /// Forecasts of so many hours, each wrong by as much.
    private func keep(_ hours: Range<Int>, error: Double, station: String, outcomes: Int) throws {
        let series = ForecastSeries(
            model: Self.name, version: 1, station: station, sensor: "temperature", horizon: 1)
        let first = Self.start.hourIndex
        try ledger.keep(
            hours.map {
                KeptForecast(
                    series: series, targetHour: first + Int64($0), madeAt: Self.start, value: 10 + error,
                    interval: nil, present: 12, isDoubted: false)
            })
        try ledger.settle(
            hours.prefix(outcomes).map {
                ForecastOutcome(
                    station: station, sensor: "temperature", hour: first + Int64($0), value: 10, source: "test")
            }, ofModel: Self.name)
    }

    @Test func `the week ends with the newest outcome, wherever the clock stands`() throws {
        try register()
        try keep(0..<400, error: 0.5, station: "north", outcomes: 300)
        try keep(200..<400, error: 1.5, station: "south", outcomes: 60)
        let report = try SkillReport(of: Self.name, version: nil, registry: registry, ledger: ledger)
        #expect(report.version == 1 && report.newest == Self.start.advanced(hours: 299))
        let score = try #require(report.skill.scores.first)
        #expect(score.count == 168 + 60 && score.promisedRatio == 0.5)
        #expect(report.stations.map(\.name) == ["north", "south"])
        #expect(report.stations.map { $0.skill.scores[0].meanAbsoluteError } == [0.5, 1.5])
    }

    @Test func `says all of it in JSON, with null for what is not known`() throws {
        try register()
        try keep(0..<100, error: 1, station: "north", outcomes: 100)
        let json = try SkillReport(of: Self.name, version: 1, registry: registry, ledger: ledger).json
        #expect(
            json == #"{"model":"weather-forecast-model","version":1,"window_hours":168,"#
                + #""newest_outcome":"2026-01-05T03:00:00Z","scores":[{"sensor":"temperature","horizon_hours":1,"count":100,"#
                + #""mae":1,"persistence_mae":2,"skill":0.5,"coverage":null,"promised_ratio":0.5,"ratio":1}],"#
                + #""stations":[{"station":"north","scores":[{"sensor":"temperature","horizon_hours":1,"count":100,"#
                + #""mae":1,"persistence_mae":2,"skill":0.5,"coverage":null}]}]}"#)
    }

    @Test func `without outcomes there is nothing to show, and without the version an error`() throws {
        try register()
        let report = try SkillReport(of: Self.name, version: 1, registry: registry, ledger: ledger)
        #expect(report.newest == nil && report.skill.scores == [] && report.stations == [])
        #expect(throws: RegistryError(subject: Self.name, reason: .unknownVersion(2))) {
            try SkillReport(of: Self.name, version: 2, registry: registry, ledger: ledger)
        }
    }
}
