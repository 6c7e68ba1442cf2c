/// Why the HTTP face cannot be set up. What goes wrong with a request is answered as a problem instead.
public struct ServingError: Error, Equatable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// A setting lies outside of what is allowed.
        case settingOutOfRange(value: String, allowed: String)
    }

    /// The setting concerned.
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
        case .settingOutOfRange(let value, let allowed): "serving: \(subject) is \(value), allowed is \(allowed)"
        }
    }
}
