import FeatureStore
import Ingestion
import Ledger
import Readings
import Serving

extension Assembly {
    /// What the HTTP service does with sent readings.
    func readingAcceptance(of rooms: IngestionRooms, online: OnlineRooms) -> ReadingAcceptance {
        let (queue, intake, ledger, clock) = (rooms.queue, rooms.intake, rooms.ledger, rooms.clock)
        return ReadingAcceptance(
            take: { readings, destination async throws(ReadingAcceptance.Refusal) in
                do {
                    guard destination == .online else {
                        return try await queue.take(readings, showsToOthers: destination == .onlineAndOffline)
                    }
                    let judged = intake.judged(readings)
                    try await online.keep(judged)
                    return (0..<judged.rowCount).map { ReadingReceipt(outcome: .added, flags: judged.flags[$0] ?? []) }
                } catch let error as IngestionError where error.reason == .overloaded {
                    throw .overloaded
                } catch {
                    throw .storageFailed("\(error)")
                }
            },
            quality: { days in
                let today = clock.now.dayIndex
                return try ledger.qualityCounts(days: today - Int64(days) + 1...today)
            })
    }
}
