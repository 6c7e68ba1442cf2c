/// Why a model could not be fitted, read or evaluated.
public struct LearningError: Error, Equatable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// Fewer rows than the method needs.
        case tooFewRows(have: Int, need: Int)
        /// A column holds no defined value at all, so it has no scale.
        case columnWithoutValues(name: String)
        /// A parameter lies outside its range.
        case parameterOutOfRange(name: String, value: String, allowed: String)
        /// A row or matrix has another width than the model.
        case widthMismatch(have: Int, need: Int)
        /// The system of equations has no stable solution.
        case notPositiveDefinite
        /// A sample holds only one class, so that it cannot be ranked.
        case oneClassOnly
        /// The parts of a serialised model contradict each other.
        case inconsistentModel(detail: String)
        /// A library that trains models refused.
        case library(message: String)
        /// The work was cancelled before it ended.
        case cancelled
    }

    /// The model, parameter set or sample concerned.
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
        case .tooFewRows(let have, let need):
            "\(subject): \(have) rows are too few, at least \(need) are needed"
        case .columnWithoutValues(let name):
            "\(subject): column \(name) has no defined value in the training rows"
        case .parameterOutOfRange(let name, let value, let allowed):
            "\(subject): \(name) is \(value), allowed is \(allowed)"
        case .widthMismatch(let have, let need):
            "\(subject): rows have \(have) values, the model takes \(need)"
        case .notPositiveDefinite:
            "\(subject): the equations have no stable solution; raise the ridge penalty"
        case .oneClassOnly:
            "\(subject): all rows belong to one class, nothing can be ranked"
        case .inconsistentModel(let detail):
            "\(subject): the model contradicts itself: \(detail)"
        case .library(let message):
            "\(subject): \(message)"
        case .cancelled:
            "\(subject): cancelled"
        }
    }
}
