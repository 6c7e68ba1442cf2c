import ArgumentParser
import Foundation
import Learning
import Pipeline
import Readings

/// A stretch of history through the whole loop.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Put stored history through the whole loop, and compare policies.",
        discussion: """
            Hour by hour, as it would have happened: feeds are judged, drift is watched, forecasts are compared with what \
            came, models are trained anew, held against the champion, promoted and taken back, once for each policy. \
            Nothing is stored but the report. Before weeks of waiting it shows what a policy costs and what it is worth.

            A policy is one of RETRAIN_POLICY or never; `+` joins some that decide together. FAULT is \
            KIND[:SENSOR[:AMOUNT]][@FROM[..TO]][/STATION] with the kinds bias, ramp, unit, noise, stuck, scale, constant \
            and gap; what is left open the seed chooses, and the station `all` makes it a change of the weather itself.

            Examples:
              driftdetector replay
              driftdetector replay --policy two-key,drift,schedule,never --json
              driftdetector replay --from 2013-06-01 --inject stuck --inject bias:temperature:+4@2013-07-01/EWR
              driftdetector replay --inject scale:temperature:1.5@2013-08-01/all --report replay.html
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "When the first models are trained (UTC); without it twelve weeks after the first reading.")
    var from: String?

    @Option(help: "The end (UTC); without it the last reading.")
    var to: String?

    @Option(help: "Policies to compare, separated by commas.")
    var policy = ReplayPolicy.usual.map(\.name).joined(separator: ",")

    @Option(help: ArgumentHelp("What is put into history; may be repeated.", valueName: "FAULT"))
    var inject: [String] = []

    @Option(help: "What forecasts are trained of: blend or linear, which is many times as fast.")
    var forecaster = "linear"

    @Option(help: "The HTML file to write; without it reports/replay.html in the data directory.")
    var report: String?

    @Option(help: "Seed of all random choices (TRAINING_SEED).")
    var seed: UInt64?

    @Option(help: "Threads at once; the figures do not depend on it (TRAINING_THREADS).")
    var threads: Int?

    func validate() throws {
        for (option, text) in [("--from", from), ("--to", to)] {
            if let text, Timestamp(iso8601: text) == nil {
                throw ValidationError("\(option): \"\(text)\" is not a moment such as 2013-07-01")
            }
        }
        guard ForecasterKind(rawValue: forecaster) != nil else {
            throw ValidationError("--forecaster: \"\(forecaster)\" is not blend or linear")
        }
        if let report {
            var isDirectory: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: report, isDirectory: &isDirectory)
            guard !report.isEmpty, !(exists && isDirectory.boolValue) else {
                throw ValidationError("--report: \"\(report)\" is no name for a file")
            }
        }
        _ = try policies()
        _ = try faults()
    }

    func run() async throws {
        let settings = try await global.settings([
            .trainingSeed: seed.map(String.init), .trainingThreads: threads.map(String.init),
            .trainingForecaster: forecaster,
        ])
        let progress = ProgressLog()
        let path = report ?? "\(settings.dataDirectory)/reports/replay.html"
        var configuration = try Assembly(settings: settings).trainingConfiguration(
            forecaster: settings.trainingForecaster)
        // A replay finds out itself which feeds are not to be believed.
        configuration.quarantine = [:]
        let plan = Replay.Plan(
            policies: try policies(), from: from.flatMap { Timestamp(iso8601: $0) },
            to: to.flatMap { Timestamp(iso8601: $0) }, faults: try faults(), retraining: settings.retraining.rules,
            promotion: settings.retraining.promotion, drift: settings.driftWindows,
            criteria: settings.feeds.isChecked ? settings.feeds.criteria : nil, settings: shown(settings))
        progress.step("replaying \(plan.policies.map(\.name).joined(separator: ", "))")
        let found = try Replay(plan, job: TrainingJob(configuration, now: Assembly.now())).run(
            watch: TrainingWatch(progress, unit: "days"))
        if global.json {
            try JSONOutput.print(ReplaySummary(found, report: path, seconds: progress.elapsed))
        } else {
            print(ReplayText(found).text(report: path, seconds: progress.elapsed))
        }
        // Last: the figures are worth more than a file that cannot be written.
        try TextFile.write(found.html().utf8, to: path)
    }

    /// By environment name the settings that have a part in the figures: forecaster and seed, and others that were set.
    private func shown(_ settings: Settings) -> [String: String] {
        let always: Set<SettingKey> = [.trainingForecaster, .trainingSeed]
        let without: Set<SettingKey> = [.retrainPolicy, .retrainFreezeAfter, .retrainApproval, .retrainLoop]
        let rooms = ["RETRAIN_", "PROMOTION_", "DRIFT_", "FEED_"]
        let keys = SettingKey.allCases.filter { key in
            always.contains(key)
                || settings.values[key].source != .standard && !key.isSecret && !without.contains(key)
                    && rooms.contains { key.environmentName.hasPrefix($0) }
        }
        return Dictionary(uniqueKeysWithValues: keys.map { ($0.environmentName, settings.values[$0].text) })
    }

    private func policies() throws -> [ReplayPolicy] {
        let names = policy.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        let policies = try names.map { name in
            guard let policy = ReplayPolicy(name) else {
                let known = RetrainingPolicy.allCases.map(\.rawValue) + [ReplayPolicy.never]
                throw ValidationError(
                    "--policy: there is no policy \"\(name)\"; there are \(known.joined(separator: ", ")), joined by +")
            }
            return policy
        }
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw ValidationError("--policy: \(twice) is named twice")
        }
        return policies
    }

    private func faults() throws -> [ReplayFault] {
        try inject.map { text in
            guard let fault = ReplayFault(text) else {
                let kinds = ReplayFault.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError(
                    "--inject: \"\(text)\" is not KIND[:SENSOR[:AMOUNT]][@FROM[..TO]][/STATION] with one of \(kinds); "
                        + "unit, stuck and gap have no AMOUNT")
            }
            return fault
        }
    }
}
