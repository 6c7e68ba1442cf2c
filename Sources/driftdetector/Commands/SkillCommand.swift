import ArgumentParser
import Ledger
import Pipeline
import Registry

/// How good forecasts have been lately.
struct SkillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skill",
        abstract: "Show how good forecasts were in the last week, beside persistence and what was promised.",
        discussion: """
            Reads the forecasts and outcomes that `up` or `monitor` with the same data directory keep, beside them or without. \
            The week ends with the newest outcome.

            Examples:
              driftdetector skill
              driftdetector skill --version 3 --json
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "A version of the forecaster; without it the champion.")
    var version: Int?

    func validate() throws {
        if let version, version < 1 { throw ValidationError("--version: \(version) is not a whole number from 1") }
    }

    func run() async throws {
        let settings = try await global.settings()
        let report = try SkillReport(
            of: settings.modelNames.weatherForecaster, version: version,
            registry: ModelRegistry(dataDirectory: settings.dataDirectory),
            ledger: LedgerDatabase(dataDirectory: settings.dataDirectory))
        if global.json {
            print(report.json)
            return
        }
        guard let newest = report.newest else {
            print(
                "No outcome of \(report.model) version \(report.version) is known yet; `driftdetector up` keeps them.")
            return
        }
        print("\(report.model) version \(report.version), \(ForecastWatch.windowHours) hours until \(newest)\n")
        var table = TextTable([
            "sensor", "hours", "outcomes", "error", "persistence's", "skill", "inside 80 %", "promised", "ratio",
        ])
        for score in report.skill.scores {
            table.add([
                score.sensor, "\(score.horizon)", "\(score.count)", Number.short(score.meanAbsoluteError, digits: 2),
                Number.short(score.persistenceError, digits: 2), Self.text(score.skill), Self.text(score.coverage),
                Self.text(score.promisedRatio.map { 1 - $0 }), Self.text(score.ratio),
            ])
        }
        print(table.text)
        print(
            "\n(error in the sensor's unit; skill is 1 − error ÷ persistence's; ratio is error ÷ persistence's beside what was "
                + "promised, 1 is as promised)")
    }

    private static func text(_ number: Double?) -> String { number.map { Number.short($0, digits: 2) } ?? "–" }
}
