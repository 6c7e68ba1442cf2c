public import Readings

/// One occurrence of an alert, as often as it was reported.
public struct RecordedAlert: Hashable, Sendable {
    /// Counts the occurrences, from 1.
    public let id: Int64
    /// The alert as it was reported last.
    public let alert: ReceivedAlert
    /// When it was reported first.
    public let firstReceivedAt: Timestamp
    /// When it was reported last.
    public let lastReceivedAt: Timestamp
    /// How often it was reported.
    public let timesReceived: Int
    /// The request to retrain that it made, nil when it made none.
    public let requestID: Int64?
}
