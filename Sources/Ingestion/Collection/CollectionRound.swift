import FeatureStore
import Feeds
import Logging
import Readings

/// One hour's collection from one source: asks, stores, and asks again those who may yet answer, until the deadline.
struct CollectionRound {
    /// What a round brought.
    struct Outcome {
        /// The readings that are stored.
        var stored: ReadingTable
        /// Why stations have none, the last reason of each.
        var failures: [String: IngestionError] = [:]
        /// How many of the readings were new.
        var newCount = 0
    }

    let source: any WeatherSource
    let retries: RetrySchedule
    let clock: WorldClock
    let pauseEnd: @Sendable () throws(IngestionError) -> Timestamp?
    let store: StoreReadings

    /// Runs it. What a pass brings is stored at once, so that a crash loses no answer that was paid for with a call.
    func run(_ stations: [Station], until deadline: Timestamp) async -> Outcome {
        var outcome = Outcome(stored: ReadingTable(schema: .weather))
        var randomness = SystemRandomNumberGenerator()
        var open = stations
        var passes = 0
        while !open.isEmpty {
            let answers = await source.observations(of: open)
            await keep(answers, in: &outcome)
            open = open.filter { outcome.failures[$0.name].map(mayAnswerLater) ?? false }
            guard !open.isEmpty else { break }
            passes += 1
            guard let next = nextPass(afterPasses: passes, using: &randomness), next < deadline,
                (try? await clock.sleep(until: next)) != nil
            else { break }
        }
        return outcome
    }

    private func keep(
        _ answers: [String: Result<[FeedObservation], IngestionError>], in outcome: inout Outcome
    ) async {
        var readings = ReadingTable(schema: .weather)
        for (station, answer) in answers.sorted(by: { $0.key < $1.key }) {
            switch answer {
            case .success(let observations):
                outcome.failures[station] = nil
                for observation in observations {
                    readings.append(
                        Reading(
                            station: station, observedAt: observation.observedAt, knownAt: clock.now,
                            source: source.name, kind: source.kind, values: observation.values))
                }
            case .failure(let error):
                outcome.failures[station] = error
            }
        }
        guard readings.rowCount > 0 else { return }
        do throws(IngestionError) {
            let receipts = try await store(readings)
            outcome.stored.append(contentsOf: readings)
            outcome.newCount += receipts.count { $0.outcome != .duplicate }
        } catch {
            for station in readings.stations { outcome.failures[station] = error }
        }
    }

    private func mayAnswerLater(_ error: IngestionError) -> Bool {
        if error.isTransient { return true }
        guard case .feed(let error) = error.reason else { return false }
        switch error.reason {
        case .paused, .rateLimited: return true
        default: return false
        }
    }

    /// The end of the pause that the service asked for, otherwise when the schedule says; nil when it is enough.
    private func nextPass(
        afterPasses passes: Int, using randomness: inout SystemRandomNumberGenerator
    ) -> Timestamp? {
        if let end = try? pauseEnd() { return end }
        return retries.wait(afterFailures: passes, using: &randomness).map {
            Timestamp(milliseconds: clock.now.milliseconds + $0)
        }
    }
}
