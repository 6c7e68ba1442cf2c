public import Features
public import Readings

/// Feature rows as the offline store keeps them: of which station and moment, known since when, and the values.
public struct OfflineRows: Sendable {
    /// The columns.
    public let schema: FeatureSchema
    /// The names that `stationCodes` points at, each once.
    public private(set) var stations: [String] = []
    /// For each row its place in `stations`.
    public private(set) var stationCodes: [Int32] = []
    /// For each row its moment.
    public private(set) var observedAt: [Timestamp] = []
    /// For each row since when it was known so.
    public private(set) var knownAt: [Timestamp] = []
    /// Row-major, `[rowCount × features]`; NaN where undefined.
    public private(set) var values: [Float] = []

    private var codes: [String: Int32] = [:]
    private let width: Int

    /// No rows.
    /// - Parameter schema: the columns.
    public init(schema: FeatureSchema) {
        self.schema = schema
        width = schema.features.count
    }

    /// Rows held.
    public var rowCount: Int { stationCodes.count }

    /// The station of a row.
    /// - Parameter row: 0 ..< `rowCount`.
    /// - Returns: its name.
    public func station(ofRow row: Int) -> String { stations[Int(stationCodes[row])] }

    /// The values of a row.
    /// - Parameter row: 0 ..< `rowCount`.
    public subscript(row row: Int) -> ArraySlice<Float> { values[row * width..<(row + 1) * width] }

    /// Adds a row at the end.
    /// - Parameters:
    ///   - station: its name.
    ///   - observedAt: its moment.
    ///   - knownAt: since when it was known so.
    ///   - values: one for each feature.
    public mutating func append(station: String, observedAt: Timestamp, knownAt: Timestamp, values: [Float]) {
        append(
            code: code(of: station),
            FeatureRowVersion(observedAt: observedAt, knownAt: knownAt, values: values))
    }

    /// The place of a station, which is added when it is new.
    mutating func code(of station: String) -> Int32 {
        if let known = codes[station] { return known }
        let code = Int32(stations.count)
        codes[station] = code
        stations.append(station)
        return code
    }

    mutating func append(code: Int32, _ version: FeatureRowVersion) {
        version.values.withUnsafeBufferPointer {
            append(code: code, observedAt: version.observedAt, knownAt: version.knownAt, values: $0)
        }
    }

    mutating func append(
        code: Int32, observedAt: Timestamp, knownAt: Timestamp, values: UnsafeBufferPointer<Float>
    ) {
        precondition(values.count == width, "a row has a value for each feature")
        stationCodes.append(code)
        self.observedAt.append(observedAt)
        self.knownAt.append(knownAt)
        self.values.append(contentsOf: values)
    }

    /// Adds some rows of another table of the same schema.
    mutating func append(_ rows: some Collection<Int>, of other: OfflineRows) {
        var places = [Int32](repeating: -1, count: other.stations.count)
        for row in rows {
            let code = Int(other.stationCodes[row])
            if places[code] < 0 { places[code] = self.code(of: other.stations[code]) }
            stationCodes.append(places[code])
            observedAt.append(other.observedAt[row])
            knownAt.append(other.knownAt[row])
            values.append(contentsOf: other.values[row * width..<(row + 1) * width])
        }
    }

    /// Forgets all rows and keeps the room.
    mutating func removeAll() {
        stations.removeAll(keepingCapacity: true)
        codes.removeAll(keepingCapacity: true)
        stationCodes.removeAll(keepingCapacity: true)
        observedAt.removeAll(keepingCapacity: true)
        knownAt.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }
}
