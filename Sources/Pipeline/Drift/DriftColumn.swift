public import Drift

/// One feature's values in one window.
public struct DriftColumn: Sendable {
    /// What a window holds of a feature.
    public enum Values: Sendable {
        /// `[n]` numbers in the order of the rows, in the feature's own unit; NaN where one is missing.
        case numbers([Double])
        /// `[n]` labels in the order of the rows; nil where one is missing.
        case labels([String?])
        /// What is kept of numbers, such as a model version has of its training rows.
        case profile(ReferenceProfile)

        /// How many rows there are, what is missing included.
        public var count: Int {
            switch self {
            case .numbers(let values): values.count
            case .labels(let labels): labels.count
            case .profile(let profile): profile.count + profile.nonFiniteCount
            }
        }
    }

    /// The feature's name.
    public let name: String
    /// Its values.
    public let values: Values

    /// A column by name and values.
    public init(name: String, values: Values) {
        self.name = name
        self.values = values
    }
}
