public import Readings

/// The newest feature row of an entity.
public struct OnlineRow: Sendable, Equatable {
    /// The moment at which the features were true.
    public let eventTime: Timestamp
    /// One for each feature of the view, in its order.
    public let values: [FeastValue]

    /// A row.
    /// - Parameters:
    ///   - eventTime: the moment at which the features were true.
    ///   - values: one for each feature of the view.
    public init(eventTime: Timestamp, values: [FeastValue]) {
        self.eventTime = eventTime
        self.values = values
    }
}
