public import Features
public import Readings

/// Feature rows that somebody trained on or is about to.
public struct AuditedRows: Sendable {
    /// The columns that there can be.
    public let schema: FeatureSchema
    /// For each row its station.
    public let stations: [String]
    /// For each row its moment.
    public let observedAt: [Timestamp]
    /// For each row since when it was known so; nil where nobody says.
    public let knownAt: [Timestamp]?
    /// The columns that there are, by their place in the schema: one value a row.
    public let columns: [Int: [Float]]

    /// Rows of their parts.
    /// - Parameters:
    ///   - schema: the columns that there can be.
    ///   - stations: one a row.
    ///   - observedAt: one a row.
    ///   - knownAt: one a row, or nil.
    ///   - columns: by place in the schema, one value a row.
    public init(
        schema: FeatureSchema, stations: [String], observedAt: [Timestamp], knownAt: [Timestamp]?,
        columns: [Int: [Float]]
    ) {
        let counts = [observedAt.count, knownAt?.count ?? stations.count] + columns.values.map(\.count)
        precondition(counts.allSatisfy { $0 == stations.count }, "columns of one length")
        self.schema = schema
        self.stations = stations
        self.observedAt = observedAt
        self.knownAt = knownAt
        self.columns = columns
    }

    /// Rows as the offline store keeps them.
    init(_ rows: OfflineRows) {
        let width = rows.schema.features.count
        var columns: [Int: [Float]] = [:]
        for place in 0..<width { columns[place] = (0..<rows.rowCount).map { rows.values[$0 * width + place] } }
        self.init(
            schema: rows.schema, stations: rows.stationCodes.map { rows.stations[Int($0)] },
            observedAt: rows.observedAt, knownAt: rows.knownAt, columns: columns)
    }
}
