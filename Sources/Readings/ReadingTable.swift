/// Many readings of one schema, one array a column, in the order in which they were added.
public struct ReadingTable: Sendable, Equatable {
    /// The schema of the values.
    public let schema: SensorSchema
    /// The names that `stationCodes` points at.
    public private(set) var stations: [String] = []
    /// For each row its place in `stations`.
    public private(set) var stationCodes: [Int] = []
    /// For each row when it was measured.
    public private(set) var observedAt: [Timestamp] = []
    /// For each row when it became known.
    public private(set) var knownAt: [Timestamp] = []
    /// For each row who reported it.
    public private(set) var sources: [String] = []
    /// For each row how its values came to be.
    public private(set) var kinds: [ReadingKind] = []
    /// One array for each quantity of the schema, as reported; NaN where missing.
    public private(set) var columns: [[Double]]
    /// Doubts, for the rows that have any.
    public private(set) var flags: [Int: [QualityFlag]] = [:]

    private var codes: [String: Int] = [:]

    /// An empty table.
    /// - Parameter schema: the schema of the readings to come.
    public init(schema: SensorSchema) {
        self.schema = schema
        columns = Array(repeating: [], count: schema.quantities.count)
    }

    /// Readings held.
    public var rowCount: Int { stationCodes.count }

    /// Adds a reading at the end.
    /// - Parameter reading: one value for each quantity of the schema.
    public mutating func append(_ reading: Reading) {
        precondition(reading.values.count == columns.count, "a reading has a value for each quantity")
        if !reading.flags.isEmpty { flags[rowCount] = reading.flags }
        stationCodes.append(code(of: reading.station))
        observedAt.append(reading.observedAt)
        knownAt.append(reading.knownAt)
        sources.append(reading.source)
        kinds.append(reading.kind)
        for (place, value) in reading.values.enumerated() { columns[place].append(value) }
    }

    /// The station of a row.
    /// - Parameter row: 0 ..< `rowCount`.
    /// - Returns: its name.
    public func station(ofRow row: Int) -> String { stations[stationCodes[row]] }

    /// One row as a reading.
    /// - Parameter row: 0 ..< `rowCount`.
    /// - Returns: the reading with its flags.
    public func reading(_ row: Int) -> Reading {
        Reading(
            station: station(ofRow: row), observedAt: observedAt[row], knownAt: knownAt[row], source: sources[row],
            kind: kinds[row], values: columns.map { $0[row] }, flags: flags[row] ?? [])
    }

    private mutating func code(of station: String) -> Int {
        if let known = codes[station] { return known }
        codes[station] = stations.count
        stations.append(station)
        return stations.count - 1
    }
}
