/// What the collection of one hour brought.
public struct CollectionReport: Sendable, Equatable {
    /// The hour, counted since 1970 in UTC.
    public let hour: Int64
    /// New readings by source.
    public var newReadings: [String: Int] = [:]
    /// Why stations have no reading of a source, in words, by source and station.
    public var failures: [String: [String: String]] = [:]
    /// Hours that were filled from the archive.
    public var filledHours = 0

    /// A report of an hour.
    /// - Parameter hour: counted since 1970 in UTC.
    public init(hour: Int64) {
        self.hour = hour
    }
}
