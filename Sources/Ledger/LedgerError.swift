/// Why the ledger could not be read or written.
public struct LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// The file or its directory cannot be opened or made, in the system's words.
        case unreachable(String)
        /// Another process held the file for longer than this one waits.
        case busy
        /// The disk is full, or a limit of the process is reached.
        case full
        /// The file is damaged or is no SQLite database, in SQLite's words.
        case malformed(String)
        /// The file was written by a newer version of the program.
        case newer
        /// Any other failure, in SQLite's words.
        case failed(String)
    }

    /// The ledger's path.
    public let subject: String
    /// What went wrong.
    public let reason: Reason

    /// An error about `subject`.
    public init(subject: String, reason: Reason) {
        self.subject = subject
        self.reason = reason
    }

    /// Whether the same call may succeed later without anybody's help but time's or the disk's.
    public var isTransient: Bool {
        switch reason {
        case .busy, .full: true
        case .unreachable, .malformed, .newer, .failed: false
        }
    }

    /// What failed, on what and why, and what to do.
    public var description: String {
        switch reason {
        case .unreachable(let detail): "\(subject): cannot be opened: \(detail)"
        case .busy: "\(subject): another process holds it; it is tried again"
        case .full:
            "\(subject): nothing can be written: the disk is full, read-only or failing; it goes on when it can be"
        case .malformed(let detail):
            "\(subject): is damaged (\(detail)); put a copy back, or move it away: forecasts, decisions, requests and counts of "
                + "calls then begin anew, readings and models stay"
        case .newer: "\(subject): was written by a newer version of the program; use that version"
        case .failed(let detail): "\(subject): \(detail)"
        }
    }
}
