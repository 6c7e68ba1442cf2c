import Foundation
import Ledger
import Logging
import Pipeline
import Readings
import Registry
import TestSupport
import Testing

/// Trainings that end only when they are cancelled.
@Suite(.timeLimit(.minutes(10)))
struct CancelledTrainingTests {
    private static let noon = Timestamp(milliseconds: 1_767_268_800_000)

    private let scratch: ScratchDirectory
    private let ledger: LedgerDatabase
    private let loop: RetrainingLoop

    init() throws {
        scratch = try ScratchDirectory()
        let ledger = try LedgerDatabase(dataDirectory: scratch.path)
        self.ledger = ledger
        loop = RetrainingLoop(
            RetrainingLoop.Surroundings(
                dataDirectory: scratch.path,
                subjects: [
                    LoopSubject(sensors: .weather, detector: "anomaly-detection-model", forecaster: nil)
                ], retraining: RetrainingRules(), promotion: PromotionRules(), forecasts: nil
            ) { _, _ in
                let (stream, continuation) = AsyncStream<Void>.makeStream()
                for await _ in stream {}
                continuation.finish()
                return .failed("it was ended")
            }, ledger: ledger, interval: .seconds(1), now: { Self.noon },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test func `a training ends when a person wants it, and what it gives is not taken in`() async throws {
        _ = try await ledger.requestRetraining(ofSchema: "weather", byPerson: "ben", at: Self.noon)
        loop.look()
        #expect(try ledger.decisions(limit: 10).map(\.verdict) == ["retrain"])
        let other = try LedgerDatabase(dataDirectory: scratch.path)
        let made = try #require(
            try await other.cancelTraining(ofSchema: "weather", byPerson: "anna: wrong data", at: Self.noon))
        #expect(made.training == Self.noon)
        loop.look()
        await loop.trainingsEnded()
        loop.look()
        #expect(try ledger.decisions(limit: 10).map(\.verdict) == ["cancelled", "retrain"])
        #expect(
            try ledger.decisions(limit: 1).first?.sentence
                == "A person ended the training that began at 2026-01-01T12:00:00Z: anna: wrong data.")
        #expect(try ledger.openRetrainingRequests() == [])
        #expect(try await ledger.cancelTraining(ofSchema: "weather", byPerson: "anna", at: Self.noon) == nil)
    }

    @Test func `a training that was lost and then cancelled does not begin again at the next start`() async throws {
        let state = #"""
            {"promotions":{},"retraining":{"training":{"startedAt":1767268800000,"reasons":["person_asked"],\#
            "isGivenUp":true},"failures":0,"recentTrainings":[],"skillHours":[],"doubted":[]}}
            """#
        try ledger.record([], states: ["retraining of weather": state])
        _ = try #require(try await ledger.cancelTraining(ofSchema: "weather", byPerson: "anna", at: Self.noon))
        loop.look()
        #expect(try ledger.decisions(limit: 10).map(\.verdict) == ["cancelled"])
        await loop.trainingsEnded()
    }
}
