import ArgumentParser
import Ingestion
import Logging
import Readings
import Redis
import Registry

/// Checks every connection and file.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the data directory, the weather services, keys, budget and clock.",
        discussion: """
            Asks each configured service once, which counts against its budget. Exit code 69 when something that is \
            configured does not work.

            Examples:
              driftdetector doctor
              OPENWEATHER_API_KEY=… driftdetector doctor --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var clock: ClockOption

    func run() async throws {
        let settings = try await global.settings([.worldClock: clock.clock])
        var logger = Logger(label: "driftdetector")
        logger.logLevel = .error
        let assembly = Assembly(settings: settings)
        let worldClock = try await assembly.worldClock()
        var findings = DirectoryCheckup(directory: settings.dataDirectory, now: worldClock.now).findings
        findings.append(models(settings))
        if let client = try assembly.redisClient() { findings.append(await Self.redis(client)) }
        do {
            let rooms = try assembly.ingestionRooms(clock: worldClock, logger: logger)
            let checkup = FeedCheckup(
                settings: settings, sources: try assembly.sources(in: rooms).map(\.source), ledger: rooms.ledger,
                now: worldClock.now)
            findings += await checkup.findings()
        } catch {
            findings.append(Finding(check: "weather services", state: .failed, detail: "\(error)"))
        }
        try show(findings)
        if findings.contains(where: { $0.state == .failed }) { throw ExitCode(ExitStatus.serviceAway.rawValue) }
    }

    private static func redis(_ client: RedisClient) async -> Finding {
        let check = "online store"
        let server = client.configuration.server
        do {
            _ = try await client.call(RedisCommand("PING"))
            return Finding(check: check, state: .ok, detail: "\(server) answers")
        } catch {
            return Finding(
                check: check, state: .failed, detail: "\(error)",
                advice: "start it, or mend REDIS_URL; until then serving goes on with what each program knows by itself"
            )
        }
    }

    private func models(_ settings: Settings) -> Finding {
        let registry = ModelRegistry(dataDirectory: settings.dataDirectory)
        let names = [settings.modelNames.weatherDetector, settings.modelNames.weatherForecaster]
        do {
            let missing = try names.filter { try registry.versionNumbers(of: $0).isEmpty }
            guard missing.isEmpty else {
                return Finding(
                    check: "models", state: .notice, detail: "no version of \(missing.joined(separator: ", "))",
                    advice:
                        "driftdetector train, once there are readings; driftdetector quickstart trains on a bundled year"
                )
            }
            return Finding(check: "models", state: .ok, detail: "\(names.joined(separator: ", ")) are there")
        } catch {
            return Finding(check: "models", state: .failed, detail: "\(error)")
        }
    }

    private func show(_ findings: [Finding]) throws {
        if global.json {
            try JSONOutput.print(["findings": findings])
            return
        }
        for finding in findings {
            let mark =
                switch finding.state {
                case .ok: "ok    "
                case .notice: "notice"
                case .failed: "FAILED"
                }
            print("  \(mark)  \(finding.check): \(finding.detail)")
            if let advice = finding.advice { print("          → \(advice)") }
        }
        let failed = findings.count { $0.state == .failed }
        print(failed == 0 ? "\n  nothing is wrong" : "\n  \(failed) of \(findings.count) checks failed")
    }
}
