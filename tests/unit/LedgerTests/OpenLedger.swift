import Ledger
import Readings
import TestSupport

/// A ledger in a directory of its own.
struct OpenLedger {
    static let noon = Timestamp(milliseconds: 1_767_268_800_000)  // 2026-01-01T12:00:00Z

    let scratch: ScratchDirectory
    let ledger: LedgerDatabase

    init() throws {
        scratch = try ScratchDirectory()
        ledger = try LedgerDatabase(dataDirectory: scratch.path)
    }

    /// The same file, opened anew as another process would.
    func reopened() throws -> LedgerDatabase { try LedgerDatabase(dataDirectory: scratch.path) }
}
