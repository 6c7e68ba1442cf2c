/// Many readings of one schema, one array a column, in the order in which they were added.
public struct ReadingTable: Sendable, Equatable {
    /// The schema of the values.
    public let schema: SensorSchema
    /// The names that `stationCodes` points at, each once.
    public var stations: [String] { stationNames.names }
    /// For each row its place in `stations`.
    public private(set) var stationCodes: [Int] = []
    /// For each row when it was measured.
    public private(set) var observedAt: [Timestamp] = []
    /// For each row when it became known.
    public private(set) var knownAt: [Timestamp] = []
    /// The names that `sourceCodes` points at, each once.
    public var sources: [String] { sourceNames.names }
    /// For each row the place in `sources` of who reported it.
    public private(set) var sourceCodes: [Int] = []
    /// For each row how its values came to be.
    public private(set) var kinds: [ReadingKind] = []
    /// One array for each quantity of the schema, as reported; NaN where missing.
    public private(set) var columns: [[Double]]
    /// Doubts, for the rows that have any.
    public private(set) var flags: [Int: [QualityFlag]] = [:]

    private var stationNames = CodedNames()
    private var sourceNames = CodedNames()

    /// An empty table.
    /// - Parameter schema: the schema of the readings to come.
    public init(schema: SensorSchema) {
        self.schema = schema
        columns = Array(repeating: [], count: schema.quantities.count)
    }

    /// A table of whole columns.
    /// - Parameters:
    ///   - schema: the schema of the readings.
    ///   - stations: the stations' names, and for each row the place of its own.
    ///   - observedAt: for each row when it was measured.
    ///   - knownAt: for each row when it became known.
    ///   - sources: the sources' names, and for each row the place of its own.
    ///   - kinds: for each row how its values came to be.
    ///   - columns: one array for each quantity of the schema; NaN where missing.
    ///   - flags: doubts, for the rows that have any.
    public init(
        schema: SensorSchema, stations: (names: [String], codes: [Int]), observedAt: [Timestamp],
        knownAt: [Timestamp], sources: (names: [String], codes: [Int]), kinds: [ReadingKind], columns: [[Double]],
        flags: [Int: [QualityFlag]] = [:]
    ) {
        let counts = [observedAt.count, knownAt.count, sources.codes.count, kinds.count] + columns.map(\.count)
        precondition(counts.allSatisfy { $0 == stations.codes.count }, "columns of one length")
        precondition(columns.count == schema.quantities.count, "a column for each quantity")
        self.schema = schema
        self.observedAt = observedAt
        self.knownAt = knownAt
        self.kinds = kinds
        self.columns = columns
        self.flags = flags
        var stationNames = CodedNames()
        let stationPlaces = stations.names.map { stationNames.code(of: $0) }
        stationCodes = stations.codes.map { stationPlaces[$0] }
        var sourceNames = CodedNames()
        let sourcePlaces = sources.names.map { sourceNames.code(of: $0) }
        sourceCodes = sources.codes.map { sourcePlaces[$0] }
        self.stationNames = stationNames
        self.sourceNames = sourceNames
    }

    /// Readings held.
    public var rowCount: Int { stationCodes.count }

    /// Adds a reading at the end.
    /// - Parameter reading: one value for each quantity of the schema.
    public mutating func append(_ reading: Reading) {
        precondition(reading.values.count == columns.count, "a reading has a value for each quantity")
        if !reading.flags.isEmpty { flags[rowCount] = reading.flags }
        stationCodes.append(stationNames.code(of: reading.station))
        observedAt.append(reading.observedAt)
        knownAt.append(reading.knownAt)
        sourceCodes.append(sourceNames.code(of: reading.source))
        kinds.append(reading.kind)
        for (place, value) in reading.values.enumerated() { columns[place].append(value) }
    }

    /// Adds some rows of another table at the end.
    /// - Parameters:
    ///   - rows: each 0 ..< the other's `rowCount`, in the order wanted.
    ///   - other: of the same schema.
    public mutating func append(_ rows: some Collection<Int>, of other: ReadingTable) {
        precondition(other.schema == schema, "readings of another schema")
        let first = rowCount
        var stations = [Int](repeating: -1, count: other.stations.count)
        var sources = [Int](repeating: -1, count: other.sources.count)
        for row in rows {
            let (station, source) = (other.stationCodes[row], other.sourceCodes[row])
            if stations[station] < 0 { stations[station] = stationNames.code(of: other.stations[station]) }
            if sources[source] < 0 { sources[source] = sourceNames.code(of: other.sources[source]) }
            stationCodes.append(stations[station])
            sourceCodes.append(sources[source])
        }
        observedAt.append(contentsOf: rows.lazy.map { other.observedAt[$0] })
        knownAt.append(contentsOf: rows.lazy.map { other.knownAt[$0] })
        kinds.append(contentsOf: rows.lazy.map { other.kinds[$0] })
        for place in columns.indices {
            let values = other.columns[place]
            columns[place].append(contentsOf: rows.lazy.map { values[$0] })
        }
        guard !other.flags.isEmpty else { return }
        for (place, row) in rows.enumerated() { flags[first + place] = other.flags[row] }
    }

    /// The same rows with other doubts.
    /// - Parameter flags: doubts, for the rows that have any.
    /// - Returns: a table that has these doubts alone.
    public func flagged(_ flags: [Int: [QualityFlag]]) -> ReadingTable {
        precondition(flags.keys.allSatisfy { $0 < rowCount }, "doubts about rows that are there")
        var table = self
        table.flags = flags
        return table
    }

    /// The station of a row.
    /// - Parameter row: 0 ..< `rowCount`.
    /// - Returns: its name.
    public func station(ofRow row: Int) -> String { stationNames.names[stationCodes[row]] }

    /// Who reported a row.
    /// - Parameter row: 0 ..< `rowCount`.
    /// - Returns: the source's name.
    public func source(ofRow row: Int) -> String { sourceNames.names[sourceCodes[row]] }

    /// One row as a reading.
    /// - Parameter row: 0 ..< `rowCount`.
    /// - Returns: the reading with its flags.
    public func reading(_ row: Int) -> Reading {
        Reading(
            station: station(ofRow: row), observedAt: observedAt[row], knownAt: knownAt[row],
            source: source(ofRow: row), kind: kinds[row], values: columns.map { $0[row] }, flags: flags[row] ?? [])
    }
}
