import ArgumentParser
import FeatureStore
import Foundation
import Learning
import Pipeline
import Readings

/// What rules would have done on stored readings, without a fault and with faults put in.
struct DriftCalibrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Measure false alarms and delays of rules on stored readings.",
        discussion: """
            Everything before a moment is trusted and fitted to. After it the feed checks, drift rules and streams are \
            replayed hour by hour: once as it was, which shows false alarms, and with faults put in one after the other, \
            which shows what is found and how soon. Recommends the quickest limits that alarm seldom enough.

            Examples:
              driftdetector drift calibrate
              driftdetector drift calibrate --trusted-before 2013-07-01 --sensor pressure --json
              driftdetector drift calibrate --choose-on EWR --write driftdetector.yaml
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "weather or machine.")
    var schema = "weather"

    @Option(help: "What was measured before is trusted and fitted to (UTC); without it the first half of history.")
    var trustedBefore: String?

    @Option(help: "What was measured from then on is left out (UTC).")
    var until: String?

    @Option(help: "The sensor that gets faults; without it the first of the schema.")
    var sensor: String?

    @Option(help: "When faults begin, moments separated by commas; without it four, spread evenly.")
    var starts: String?

    @Option(help: "Stations that limits are chosen on, separated by commas; the others are counted.")
    var chooseOn: String?

    @Option(help: "False alarms that are allowed in a year of one station's sensor.")
    var falseAlarms = 0.5

    @Option(help: "A configuration file that gets the recommended limits; its other lines stay as they are.")
    var write: String?

    @Option(help: "Seed of the noise that is put in (TRAINING_SEED).")
    var seed: UInt64?

    @Option(help: "Threads at once; the figures do not depend on it (TRAINING_THREADS).")
    var threads: Int?

    func validate() throws {
        guard let known = SensorSchema.named(schema) else {
            throw ValidationError("--schema: there is no schema \(schema); there are weather and machine")
        }
        if let sensor, known.index(of: sensor) == nil {
            let names = known.quantities.map(\.name).joined(separator: ", ")
            throw ValidationError("--sensor: \(schema) has no sensor \(sensor); it has \(names)")
        }
        guard (0...1_000).contains(falseAlarms) else { throw ValidationError("--false-alarms: a number, 0 to 1000") }
        for (option, text) in [("--trusted-before", trustedBefore), ("--until", until)] {
            _ = try text.map { try Self.moment($0, option: option) }
        }
        _ = try moments()
    }

    func run() async throws {
        let settings = try await global.settings([
            .trainingSeed: seed.map(String.init), .trainingThreads: threads.map(String.init),
        ])
        // What cannot be written is said before minutes are spent.
        if let write { _ = try ConfigurationDocument(path: write).replacing(FeedCriteria().settings) }
        let progress = ProgressLog()
        progress.step("reading the history")
        let schema = SensorSchema.named(schema) ?? .weather
        let hours = FeedHours(of: try ReadingLake(dataDirectory: settings.dataDirectory).readings(of: schema))
        guard hours.hourCount > 0 else {
            throw FeatureStoreError(subject: settings.dataDirectory, reason: .noReadings(schema: schema.name))
        }
        let cut = try trustedBefore.map { try Self.moment($0, option: "--trusted-before") } ?? hours.middle
        let end = try until.map { try Self.moment($0, option: "--until") }
        let names = Set(hours.stationNames)
        let chosen = try Self.stations(chooseOn, among: names)
        let rest = chosen.isEmpty ? names : names.subtracting(chosen)
        let (place, moments) = (sensor.flatMap(schema.index(of:)) ?? 0, try moments())
        func calibration(on stations: Set<String>) throws(PipelineError) -> FeedCalibration {
            try FeedCalibration(
                of: hours, trustedBefore: cut, until: end, sensor: place, starts: moments, stations: stations,
                seed: settings.trainingSeed)
        }
        let measured = try calibration(on: rest)
        progress.step("choosing limits")
        let chosenOn = chosen.isEmpty ? names : chosen
        let recommended = try calibration(on: chosenOn)
            .recommended(from: settings.feeds.criteria, falseAlarmsPerYear: falseAlarms)
        progress.step("replaying \(measured.trialCount) faults through each rule")
        let count =
            settings.trainingThreads == 0
            ? ProcessInfo.processInfo.activeProcessorCount : settings.trainingThreads
        let report = measured.report(
            criteria: settings.feeds.criteria, recommended: recommended, chosenOn: chosenOn.sorted(),
            concurrently: .threads(count), watch: TrainingWatch(progress, unit: "rules"))
        if global.json {
            try JSONOutput.print(CalibrationSummary(report, seconds: progress.elapsed))
        } else {
            print(CalibrationText(report).text(written: write, seconds: progress.elapsed))
        }
        // Last: the figures are worth more than a file that cannot be written.
        if let write {
            let text = try ConfigurationDocument(path: write).replacing(recommended.settings)
            try TextFile.replace(write, with: text.utf8)
        }
    }

    private func moments() throws -> [Timestamp] {
        try (starts ?? "").split(separator: ",").map { try Self.moment(String($0), option: "--starts") }
    }

    private static func moment(_ text: String, option: String) throws -> Timestamp {
        guard let moment = Timestamp(iso8601: text) else {
            throw ValidationError("\(option): \"\(text)\" is not a moment such as 2013-07-01 or 2013-07-20T05:00:00Z")
        }
        return moment
    }

    private static func stations(_ list: String?, among names: Set<String>) throws -> Set<String> {
        let stations = Set((list ?? "").split(separator: ",").map(String.init))
        if let unknown = stations.subtracting(names).min() {
            throw ValidationError(
                "--choose-on: there are no readings of \(unknown); there are \(names.sorted().joined(separator: ", "))")
        }
        guard stations.isEmpty || stations != names else {
            throw ValidationError("--choose-on: leaves no station to count on")
        }
        return stations
    }
}

extension FeedCriteria {
    /// The settings that a calibration chooses, as they are written.
    var settings: [(key: SettingKey, value: String)] {
        [
            (.feedDifferenceLimit, Number.short(differenceLimit, digits: 2)),
            (.feedDifferenceLimits, Self.list(differenceLimits)),
            (.feedSpreadFactor, Number.short(spreadFactor, digits: 2)),
            (.feedSpreadFactors, Self.list(spreadFactors)),
            (.feedEqualReadings, "\(equalReadings)"),
        ]
    }

    private static func list(_ values: [String: Double]) -> String {
        values.sorted { $0.key < $1.key }.map { "\($0.key)=\(Number.short($0.value, digits: 2))" }
            .joined(separator: ",")
    }
}
