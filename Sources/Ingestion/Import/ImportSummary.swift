public import Readings

/// What became of a file's rows.
public struct ImportSummary: Sendable {
    /// Rows without the header, rejected ones included.
    public private(set) var rows = 0
    /// Rows that were not taken in, by reason.
    public private(set) var rejected: [RowRejection.Reason: Int] = [:]
    /// The first rows that were not taken in.
    public private(set) var firstRejections: [RowRejection] = []
    /// What became of readings; nil when nothing was to be stored.
    public internal(set) var stored: StoredCounts?
    /// The first readings, in the schema's units.
    public private(set) var firstReadings: [Reading] = []
    /// Readings by station.
    public private(set) var stations: [String: Int] = [:]
    /// From the first to the last moment; nil without readings.
    public private(set) var span: ClosedRange<Timestamp>?
    /// Where rejected rows were written to; nil when there are none, or when nothing was to be written.
    public internal(set) var rejectedFile: String?

    private static let shown = 5

    /// Rows that were not taken in.
    public var rejectedRows: Int { rejected.values.reduce(0, +) }
    /// Readings that were taken in or would be.
    public var acceptedRows: Int { rows - rejectedRows }

    mutating func add(_ readings: ReadingTable, _ rejections: [RowRejection]) {
        rows += readings.rowCount + rejections.count
        for rejection in rejections { rejected[rejection.reason, default: 0] += 1 }
        firstRejections += rejections.prefix(Self.shown - firstRejections.count)
        for row in 0..<min(readings.rowCount, Self.shown - firstReadings.count) {
            firstReadings.append(readings.reading(row))
        }
        var counts = [Int](repeating: 0, count: readings.stations.count)
        for code in readings.stationCodes { counts[code] += 1 }
        for (name, count) in zip(readings.stations, counts) where count > 0 { stations[name, default: 0] += count }
        guard let first = readings.observedAt.min(), let last = readings.observedAt.max() else { return }
        span = min(span?.lowerBound ?? first, first)...max(span?.upperBound ?? last, last)
    }
}
