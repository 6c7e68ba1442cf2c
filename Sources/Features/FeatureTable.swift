public import Readings

/// Feature rows with the station and moment of each.
public struct FeatureTable: Sendable, Equatable {
    /// The columns.
    public let schema: FeatureSchema
    /// For each row its station.
    public private(set) var stations: [String]
    /// For each row its moment.
    public private(set) var times: [Timestamp]
    /// The numbers, one row for each reading.
    public private(set) var matrix: FeatureMatrix

    /// Rows held.
    public var rowCount: Int { times.count }

    /// A table of given parts.
    /// - Parameters:
    ///   - schema: the columns.
    ///   - stations: one a row.
    ///   - times: one a row.
    ///   - matrix: as wide as the schema.
    public init(schema: FeatureSchema, stations: [String], times: [Timestamp], matrix: FeatureMatrix) {
        precondition(stations.count == times.count && matrix.rowCount == times.count, "columns have one length")
        precondition(matrix.featureCount == schema.features.count, "a row has a value for each feature")
        self.schema = schema
        self.stations = stations
        self.times = times
        self.matrix = matrix
    }

    /// The rows of all readings of a table, in its order; flagged values count as missing when asked.
    ///
    /// Readings may come in any order and stations interleaved: each row sees its own station's earlier readings.
    /// - Parameters:
    ///   - readings: of the schema's sensors.
    ///   - schema: the columns.
    ///   - trustingFlagged: whether flagged values are used as reported; otherwise they count as missing.
    public init(of readings: ReadingTable, schema: FeatureSchema, trustingFlagged: Bool) {
        let extractor = FeatureExtractor(schema: schema)
        let width = schema.features.count
        let values = [Float](unsafeUninitializedCapacity: readings.rowCount * width) { values, count in
            for rows in readings.rowsByStation() {
                let series = readings.series(ofRows: rows, trustingFlagged: trustingFlagged)
                extractor.forEachRow(of: series) { place, row in
                    let start = rows[place] * width
                    _ = values[start..<start + width].initialize(fromContentsOf: row)
                }
            }
            count = readings.rowCount * width
        }
        self.init(
            schema: schema, stations: readings.stationCodes.map { readings.stations[$0] }, times: readings.observedAt,
            matrix: FeatureMatrix(values: values, featureCount: width))
    }

    /// The rows at the given places.
    /// - Parameter rows: places in 0 ..< `rowCount`.
    /// - Returns: a table of those rows in that order.
    public func selecting(rows: [Int]) -> FeatureTable {
        FeatureTable(
            schema: schema, stations: rows.map { stations[$0] }, times: rows.map { times[$0] },
            matrix: matrix.selecting(rows: rows))
    }
}
