import Features
import Foundation
import Ledger
import Logging
import Metrics
import Pipeline
import Readings
import Registry
import Serving

extension Assembly {
    /// The models that are trained together, by kind of station.
    var loopSubjects: [LoopSubject] {
        SensorSchema.all.map { sensors in
            LoopSubject(
                sensors: sensors, detector: settings.modelNames.detector(ofSchema: sensors.name),
                forecaster: sensors == .weather ? settings.modelNames.weatherForecaster : nil)
        }
    }

    /// What issues forecasts of every hour and gives them their outcomes.
    func forecastWatch(
        ledger: LedgerDatabase, interval: Duration, now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) throws(SettingsError) -> ForecastWatch {
        let registry = ModelRegistry(dataDirectory: settings.dataDirectory)
        let name = settings.modelNames.weatherForecaster
        let engine = try inferenceEngine()
        return ForecastWatch(
            dataDirectory: settings.dataDirectory, ledger: ledger, name: name,
            versions: { try Self.forecastingVersions(of: name, registry: registry, ledger: ledger) },
            load: {
                try LoadedForecaster(.version($0), of: name, in: registry, sensors: .weather, engine: engine)
            }, keepDays: settings.retraining.forecastKeepDays, interval: interval, now: now,
            metrics: MetricsSystem.factory, logger: logger)
    }

    /// The champion, then the challenger and the version that was champion before, which are compared with it.
    private static func forecastingVersions(
        of name: String, registry: ModelRegistry, ledger: LedgerDatabase
    ) throws -> [Int] {
        let numbers = try registry.versionNumbers(of: name)
        let aliases = numbers.isEmpty ? [:] : try registry.aliases(of: name)
        guard let champion = aliases[.champion] else { return [] }
        let before = try ledger.aliasMoves(ofModel: name, limit: 1).first?.predecessor
        let others = [aliases[.challenger], before].compactMap { $0 }
        return [champion]
            + others.filter { $0 != champion && numbers.contains($0) }.reduce(into: []) { known, number in
                if !known.contains(number) { known.append(number) }
            }
    }

    /// What notices, retrains, proves, deploys and takes back; nil where that is switched off.
    func retrainingLoop(
        ledger: LedgerDatabase, forecasts: ForecastWatch?, interval: Duration, configurationFile: String?,
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) throws(SettingsError) -> RetrainingLoop? {
        guard settings.retraining.isLoopRun else { return nil }
        let jobs = try jobTraining(logger: logger)
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let training = BackgroundTraining(
            programPath: Self.programPath, dataDirectory: settings.dataDirectory, configurationFile: configurationFile,
            threads: settings.trainingThreads == 0 ? max(1, cores / 2) : settings.trainingThreads)
        return RetrainingLoop(
            RetrainingLoop.Surroundings(
                dataDirectory: settings.dataDirectory, subjects: loopSubjects, retraining: settings.retraining.rules,
                promotion: settings.retraining.promotion, forecasts: forecasts
            ) { subject, beginning in
                if let jobs { await jobs.run(subject, beganAt: beginning) } else { await training.run(subject) }
            },
            ledger: ledger, interval: interval, now: now, logger: logger)
    }

    /// Refuses a version whose files were changed, or that this program cannot run, with ``RegistryError``.
    func requireLoadable(_ version: ModelVersion, in registry: ModelRegistry) throws {
        let engine = try inferenceEngine()
        switch version.run.kind {
        case .anomaly:
            try LoadedDetector(
                .version(version.number), of: version.name, in: registry, schemas: FeatureSchema.all, engine: engine
            ).requireProbeAnswers(in: registry)
        case .forecast:
            try LoadedForecaster(
                .version(version.number), of: version.name, in: registry, sensors: .weather, engine: engine
            ).requireProbeAnswers(in: registry)
        }
    }

    /// What the HTTP service shows of the loop and takes for it.
    func loopFace(ledger: LedgerDatabase, now: @escaping @Sendable () -> Timestamp) -> LoopFace {
        let registry = ModelRegistry(dataDirectory: settings.dataDirectory)
        let moves = ChampionMoves(registry: registry, ledger: ledger)
        let assembly = self
        @Sendable func asked<Answer>(_ question: () async throws -> Answer) async throws -> Answer {
            do {
                return try await question()
            } catch let error as RegistryError {
                switch error.reason {
                case .unknownModel, .unknownVersion, .aliasNotSet: throw LoopFace.Refusal.unknown("\(error)")
                default: throw LoopFace.Refusal.conflict("\(error)")
                }
            } catch let error as ChampionRefusal {
                throw LoopFace.Refusal.conflict("\(error)")
            } catch let error as LedgerError {
                throw LoopFace.Refusal.unavailable("\(error)")
            }
        }
        return LoopFace(
            decisions: { limit in try await asked { try ledger.decisions(limit: limit) } },
            skill: { version in
                try await asked {
                    try SkillReport(
                        of: assembly.settings.modelNames.weatherForecaster, version: version, registry: registry,
                        ledger: ledger
                    ).json
                }
            },
            request: { schema, reason in
                try await asked { try await ledger.requestRetraining(ofSchema: schema, byPerson: reason, at: now()) }
            },
            cancel: { schema, reason in
                try await asked { try await ledger.cancelTraining(ofSchema: schema, byPerson: reason, at: now()) }
            },
            promote: { name, number in
                try await asked {
                    let version = try registry.version(.version(number), of: name)
                    try assembly.requireLoadable(version, in: registry)
                    let predecessor = try moves.promote(
                        number, of: name, cause: "POST /models/\(name)/promote", at: now())
                    return LoopFace.Move(champion: number, predecessor: predecessor)
                }
            },
            rollBack: { name in
                try await asked {
                    guard
                        let move = try moves.rollBack(name, cause: "POST /models/\(name)/rollback", at: now())
                    else { throw ChampionRefusal(subject: name, reason: .noPredecessor) }
                    return LoopFace.Move(champion: move.champion, predecessor: move.takenBack)
                }
            },
            approve: { name, number in
                try await asked {
                    let version = try registry.version(number.map { .version($0) } ?? .alias(.challenger), of: name)
                    guard try registry.aliases(of: name)[.challenger] == version.number else {
                        throw ChampionRefusal(subject: name, reason: .notChallenger(version: version.number))
                    }
                    try ledger.approve(version.number, ofModel: name, at: now())
                    return version.number
                }
            })
    }
}
