import FeatureStore
import Ingestion
import Ledger
import Readings
import Serving

extension Assembly {
    /// What the HTTP service does with sent readings.
    func readingAcceptance(of rooms: IngestionRooms) -> ReadingAcceptance {
        let (queue, ledger, clock) = (rooms.queue, rooms.ledger, rooms.clock)
        return ReadingAcceptance(
            take: { readings async throws(ReadingAcceptance.Refusal) in
                do throws(IngestionError) {
                    return try await queue.take(readings)
                } catch {
                    throw error.reason == .overloaded ? .overloaded : .storageFailed("\(error)")
                }
            },
            quality: { days in
                let today = clock.now.dayIndex
                return try ledger.qualityCounts(days: today - Int64(days) + 1...today)
            })
    }
}
