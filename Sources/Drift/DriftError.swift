/// Why a profile could not be read.
public struct DriftError: Error, Equatable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// The parts of a stored profile contradict each other.
        case inconsistentProfile(detail: String)
    }

    /// The profile concerned.
    public let subject: String
    /// What went wrong.
    public let reason: Reason

    /// An error about `subject`.
    public init(subject: String, reason: Reason) {
        self.subject = subject
        self.reason = reason
    }

    /// What failed, on what and why, in one line.
    public var description: String {
        switch reason {
        case .inconsistentProfile(let detail): "\(subject): the profile contradicts itself: \(detail)"
        }
    }
}
