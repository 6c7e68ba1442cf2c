import Foundation
import GRDB

/// What must be remembered exactly once, in one SQLite file: calls made, hours without a reading, faults of feeds, forecasts
/// with their outcomes, requests to retrain, decisions and the state of the loop, moves of aliases, what is to be delivered.
///
/// Every method is one transaction, durable when it returns; several processes may use one file. Methods wait for the
/// disk, some tenths of a millisecond, and for at most five seconds for another process; those that are asynchronous hold
/// no thread meanwhile.
public final class LedgerDatabase: Sendable {
    /// The file's name below a data directory.
    public static let fileName = "ledger.sqlite"

    /// The file's path.
    public let path: String
    private let queue: DatabaseQueue

    /// Opens the ledger of a data directory, and makes it where there is none.
    /// - Parameter dataDirectory: the directory that holds everything.
    /// - Throws: ``LedgerError`` when the file cannot be opened, is damaged or newer than this program.
    public init(dataDirectory: String) throws(LedgerError) {
        let path = "\(dataDirectory)/\(Self.fileName)"
        self.path = path
        queue = try LedgerError.rethrowing(path) {
            try FileManager.default.createDirectory(atPath: dataDirectory, withIntermediateDirectories: true)
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.journalMode = .wal
            configuration.label = Self.fileName
            // In WAL mode only FULL makes a commit durable when the power fails.
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let migrator = DatabaseMigrator.ledger
            guard try !queue.read(migrator.hasBeenSuperseded) else {
                throw LedgerError(subject: path, reason: .newer)
            }
            try migrator.migrate(queue)
            return queue
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        try LedgerError.rethrowing(path) { try queue.read(body) }
    }

    func write<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        try LedgerError.rethrowing(path) { try queue.write(body) }
    }

    /// Reads without holding the caller's thread while another process holds the file.
    func readWithoutWaiting<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(LedgerError) -> Value {
        do {
            return try await queue.read(body)
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// Writes without holding the caller's thread while another process holds the file.
    func writeWithoutWaiting<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(LedgerError) -> Value {
        do {
            return try await queue.write(body)
        } catch {
            throw LedgerError(error, path: path)
        }
    }
}
