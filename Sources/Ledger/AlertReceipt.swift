/// What became of alerts that were reported together.
public struct AlertReceipt: Hashable, Sendable {
    /// Firing alerts that were not known.
    public var recorded = 0
    /// Firing alerts that were known.
    public var repeated = 0
    /// Alerts that have ended, known or not.
    public var resolved = 0
    /// Requests to retrain that were made.
    public var requested = 0

    /// Nothing was reported.
    public init() {}
}
