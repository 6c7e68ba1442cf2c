import FeatureStore
import Ingestion
import Ledger
import Logging
import Readings

/// The intake of an import into a scratch directory.
enum ImportIntake {
    static func make(dataDirectory: String) throws -> ReadingIntake {
        try ReadingIntake(
            lake: ReadingLake(dataDirectory: dataDirectory), writer: LakeWriter(dataDirectory: dataDirectory),
            ledger: LedgerDatabase(dataDirectory: dataDirectory),
            clock: WorldClock { Timestamp(hourIndex: 490_000) },
            surroundings: ReadingIntake.Surroundings(
                judgesAgainstStored: false, onStored: { _ in }, logger: Logger(label: "test")))
    }
}

extension ReadingIntake {
    /// As an import calls it.
    var stores: @Sendable (ReadingTable) throws(IngestionError) -> [ReadingReceipt] {
        { readings throws(IngestionError) in try self.take(readings) }
    }
}
