/// Policies that decide together, as a replay compares them.
public struct ReplayPolicy: Sendable, Equatable {
    /// What people call it, such as `two-key+growth`.
    public let name: String
    /// Who decides; ``RetrainingPolicy/manual`` alone trains once and never again.
    public let policies: Set<RetrainingPolicy>

    /// The name of the policy that never trains anew.
    public static let never = "never"

    /// The policies that are compared unless told otherwise.
    public static let usual = ["two-key+growth", "two-key", "drift", "schedule", never].compactMap(ReplayPolicy.init)

    /// What a name means; nil when it means nothing.
    /// - Parameter name: a policy, some joined by `+`, or `never`.
    public init?(_ name: String) {
        self.name = name
        if name == Self.never {
            policies = [.manual]
            return
        }
        let names = name.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        let known = names.compactMap(RetrainingPolicy.init)
        guard !known.isEmpty, known.count == names.count else { return nil }
        policies = Set(known)
    }
}
