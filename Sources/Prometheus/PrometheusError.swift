/// Why a metric family cannot be declared.
public struct PrometheusError: Error, Equatable, CustomStringConvertible {
    /// What is wrong with the declaration.
    public enum Reason: Equatable, Sendable {
        /// The name holds a character that Prometheus does not allow.
        case invalidName
        /// A label name is reserved or holds a character that Prometheus does not allow.
        case invalidLabel(String)
        /// The same label name stands twice.
        case repeatedLabel
        /// The unit factor is not a positive finite number.
        case invalidScale
        /// The bucket bounds are none, not finite or not strictly ascending.
        case invalidBuckets
        /// A label set has another number of values than the family has labels.
        case labelCountMismatch(have: Int, need: Int)
        /// The label sets are more than a family may have series.
        case tooManySeries(limit: Int)
        /// The name is in use by a family of another description.
        case alreadyInUse(kind: MetricFamily.Kind)
        /// A sample of the family would have the name of another family's sample.
        case sampleNameTaken(by: String)
    }

    /// The name of the family concerned.
    public let subject: String
    /// What is wrong with it.
    public let reason: Reason

    /// An error about the family `subject`.
    public init(subject: String, reason: Reason) {
        self.subject = subject
        self.reason = reason
    }

    /// What failed, on what and why, in one line.
    public var description: String {
        switch reason {
        case .invalidName:
            "metric \(subject): the name may hold letters, digits, _ and : and may not begin with a digit"
        case .invalidLabel(let label):
            "metric \(subject): label \(label) is reserved or holds more than letters, digits and _"
        case .repeatedLabel:
            "metric \(subject): a label name stands twice"
        case .invalidScale:
            "metric \(subject): the scale must be a positive finite number"
        case .invalidBuckets:
            "metric \(subject): bucket bounds must be finite and strictly ascending, at least one"
        case .labelCountMismatch(let have, let need):
            "metric \(subject): a label set has \(have) values, the family has \(need) labels"
        case .tooManySeries(let limit):
            "metric \(subject): more label sets than the \(limit) series a family may have"
        case .alreadyInUse(let kind):
            "metric \(subject): the name is in use by a \(kind.rawValue) of another description; declare it once"
        case .sampleNameTaken(let other):
            "metric \(subject): a sample name is taken by the family \(other); choose another name"
        }
    }
}
