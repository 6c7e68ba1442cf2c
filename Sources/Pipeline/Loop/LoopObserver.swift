import FeatureStore
import Features
import Learning
import Ledger
import Readings
import Registry

/// Gathers what is known of a kind of station, as far as it matters for training anew.
struct LoopObserver {
    /// A drift check that is older says nothing of today's inputs.
    private static let hoursOfDrift = 48

    let lake: ReadingLake
    let ledger: LedgerDatabase
    let registry: ModelRegistry
    let forecasts: ForecastWatch?

    /// What is known now.
    func observation(
        of subject: LoopSubject, at moment: Timestamp, requests: [RetrainingRequest], readingsAtTraining: Int?
    ) throws -> RetrainingObservation {
        let schema = subject.sensors.name
        let readings = try lake.rowCount(of: subject.sensors)
        let check = try ledger.driftChecks(
            ofSchema: schema, since: moment.advanced(hours: -Self.hoursOfDrift), limit: 1
        ).last
        return RetrainingObservation(
            moment: moment,
            drift: check.map {
                RetrainingObservation.Drift(hasMoved: $0.isDrifted, groups: [], score: $0.severity)
            },
            skill: try skill(of: subject),
            doubtedFeeds: try ledger.feedFaults(ofSchema: schema, since: moment).filter { $0.endedAt == nil }.map {
                RetrainingObservation.DoubtedFeed(name: "\($0.sensor) of \($0.station)", sentence: $0.sentence)
            },
            requests: requests,
            material: RetrainingObservation.Material(
                readings: readings, readingsAtTraining: readingsAtTraining,
                missingModels: try missingModels(of: subject, readings: readings)))
    }

    /// How the champion does; nil where what is known is of another version still.
    private func skill(of subject: LoopSubject) throws -> RetrainingObservation.Skill? {
        guard let name = subject.forecaster, let known = forecasts?.championSkill,
            try registry.aliases(of: name)[.champion] == known.version
        else { return nil }
        var skill = known.skill.weakest
        skill?.newestOutcome = known.newestOutcome
        return skill
    }

    private func missingModels(of subject: LoopSubject, readings: Int) throws -> [String] {
        guard readings >= 24 * FirstForecaster.days else { return [] }
        let missing = try subject.models.filter { try registry.versionNumbers(of: $0).isEmpty }
        guard !missing.isEmpty else { return [] }
        // Models learn from hours, of which a station has one however many sources report it.
        let newest = try lake.newestReadings(of: subject.sensors, hours: DetectorTraining.fewestReadings + 1)
        let hours = newest.rowsByStation().map { rows in Set(rows.map { newest.observedAt[$0].hourIndex }) }
            .filter { !$0.isEmpty }
        return missing.filter { name in
            guard name == subject.forecaster else {
                return hours.reduce(0) { $0 + $1.count } >= DetectorTraining.fewestReadings
            }
            return FirstForecaster(newest).problem == nil
        }
    }
}
