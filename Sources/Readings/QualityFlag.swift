/// A doubt about one value of a reading, with its reason. The value itself stays as it was reported.
public struct QualityFlag: Hashable, Sendable, CustomStringConvertible {
    /// Why the value is doubted.
    public enum Reason: String, Sendable, CaseIterable {
        /// Outside what is physically possible for the quantity.
        case outOfRange = "out_of_range"
        /// Infinite.
        case notFinite = "not_finite"
    }

    /// The quantity whose value is doubted.
    public let quantity: String
    /// Why.
    public let reason: Reason

    /// A doubt about `quantity`.
    public init(quantity: String, reason: Reason) {
        self.quantity = quantity
        self.reason = reason
    }

    /// Reads the form that `description` writes, nil for anything else.
    /// - Parameter text: `quantity:reason`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let reason = Reason(rawValue: String(parts[1])) else { return nil }
        self.init(quantity: String(parts[0]), reason: reason)
    }

    /// `wind_speed:out_of_range`.
    public var description: String { "\(quantity):\(reason.rawValue)" }
}
