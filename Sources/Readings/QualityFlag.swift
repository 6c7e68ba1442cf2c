/// A doubt about one value of a reading, with its reason. The value itself stays as it was reported.
public struct QualityFlag: Hashable, Sendable, CustomStringConvertible {
    /// Why the value is doubted.
    public enum Reason: String, Sendable, CaseIterable {
        /// Outside what is physically possible for the quantity.
        case outOfRange = "out_of_range"
        /// Infinite.
        case notFinite = "not_finite"
        /// Further from the value before than the quantity can move in the time between.
        case step
        /// The same value for longer than nature keeps one.
        case stuck
        /// Fits the values before only when it is taken for another unit.
        case unit
        /// The feed was not believed at that hour. Nothing is stored with it: judgements change.
        case quarantine
        /// Measured later than now: stands for the whole reading, as the quantity ``QualityFlag/wholeReading``.
        case future
    }

    /// The quantity of a doubt that concerns the whole reading.
    public static let wholeReading = "observed_at"

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
