import Foundation
import GRDB

extension LedgerError {
    /// Runs a body and says its errors in the ledger's words.
    static func rethrowing<Value>(_ path: String, _ body: () throws -> Value) throws(LedgerError) -> Value {
        do {
            return try body()
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// An error of the database in the ledger's words.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as LedgerError: self = error
        case let error as DatabaseError: self.init(subject: path, reason: Reason(error))
        default: self.init(subject: path, reason: .unreachable(error.localizedDescription))
        }
    }
}

extension LedgerError.Reason {
    /// A reason by SQLite's result code.
    fileprivate init(_ error: DatabaseError) {
        let words = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_FULL: self = .full
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .malformed(words)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY: self = .unreachable(words)
        // A write beyond the process's limit, to a full disk or to one that takes none comes as an I/O error of writing.
        case .SQLITE_IOERR
        where [.SQLITE_IOERR_WRITE, .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_TRUNCATE].contains(error.extendedResultCode):
            self = .full
        default: self = .failed(words)
        }
    }
}
