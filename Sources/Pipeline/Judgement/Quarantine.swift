public import Ledger
public import Readings

/// Which values of which feeds are kept and not learned from.
public struct Quarantine: Sendable {
    private let doubtsByStation: [String: [FeedDoubt]]

    /// The quarantine that faults of feeds make.
    /// - Parameter faults: of one kind of station, those that are over included.
    public init(_ faults: [FeedFaultRecord]) {
        doubtsByStation = Dictionary(grouping: faults, by: \.station)
            .mapValues { $0.map { FeedDoubt(sensor: $0.sensor, from: $0.onset, to: $0.endedAt) } }
    }

    /// Nobody's.
    public static let none = Quarantine([])

    /// Whether no feed was ever concerned.
    public var isEmpty: Bool { doubtsByStation.isEmpty }

    /// What is not believed of a station.
    /// - Parameter station: the station.
    /// - Returns: one entry a fault, those that are over included.
    public func doubts(ofStation station: String) -> [FeedDoubt] { doubtsByStation[station] ?? [] }

    /// Whether a value is concerned.
    /// - Parameters:
    ///   - station: the station.
    ///   - sensor: the sensor's name.
    ///   - moment: when it was measured.
    /// - Returns: whether the feed was not believed then.
    public func covers(station: String, sensor: String, at moment: Timestamp) -> Bool {
        doubts(ofStation: station).contains { $0.sensor == sensor && $0.covers(moment) }
    }

    /// The readings with a doubt about each value that is concerned.
    /// - Parameter readings: of the same kind of station.
    /// - Returns: the same rows; the same table where none is concerned.
    public func applied(to readings: ReadingTable) -> ReadingTable {
        guard !isEmpty else { return readings }
        var flags = readings.flags
        for row in 0..<readings.rowCount {
            let (station, moment) = (readings.station(ofRow: row), readings.observedAt[row])
            let doubts = readings.schema.quantities.filter { covers(station: station, sensor: $0.name, at: moment) }
            if doubts.isEmpty { continue }
            flags[row, default: []] += doubts.map { QualityFlag(quantity: $0.name, reason: .quarantine) }
        }
        return flags.count == readings.flags.count && flags == readings.flags ? readings : readings.flagged(flags)
    }
}
