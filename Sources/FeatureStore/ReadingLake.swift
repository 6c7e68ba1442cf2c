public import Readings

/// All readings ever taken in, as Parquet files in a folder for each month below `readings/schema=NAME/`, for reading.
public struct ReadingLake: Sendable {
    private let directory: String

    /// A lake below a data directory, which need not exist yet.
    /// - Parameter dataDirectory: the directory that holds everything.
    public init(dataDirectory: String) {
        directory = "\(dataDirectory)/readings"
    }

    /// Reads what is known, the newest correction of each station, moment and source.
    /// - Parameter schema: the schema of the readings.
    /// - Returns: readings by month, station and moment; empty when there are none.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read.
    public func readings(of schema: SensorSchema) throws(FeatureStoreError) -> ReadingTable {
        var known = ReadingTable(schema: schema)
        for month in try months(of: schema) {
            let stored = try month.readings()
            known.append(stored.rowsInOrder(), of: stored)
        }
        return known
    }

    /// Reads what is known of a stretch of time, the newest correction of each station, moment and source.
    /// - Parameters:
    ///   - schema: the schema of the readings.
    ///   - start: the first moment.
    ///   - end: the first moment that is not wanted any more.
    /// - Returns: readings by month, station and moment; only the files concerned are read.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read.
    public func readings(
        of schema: SensorSchema, from start: Timestamp, until end: Timestamp
    ) throws(FeatureStoreError) -> ReadingTable {
        var known = ReadingTable(schema: schema)
        guard start < end else { return known }
        let wanted = MonthPartition(of: start)...MonthPartition(of: end)
        for month in try months(of: schema) where wanted.contains(month.month) {
            let stored = try month.readings(within: start...end)
            let rows = stored.rowsInOrder().filter { stored.observedAt[$0] >= start && stored.observedAt[$0] < end }
            known.append(rows, of: stored)
        }
        return known
    }

    /// Reads each station's last hours, counted from its own newest reading, the newest correction of each. Readings whose
    /// moments had not been when they came do not count: one of them would be the newest for good.
    ///
    /// Files are read one after the other, the newest month first, and older readings let go: memory holds the last
    /// hours and one month.
    /// - Parameters:
    ///   - schema: the schema of the readings.
    ///   - hours: ≥ 1.
    /// - Returns: readings by month, station and moment.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read.
    public func newestReadings(of schema: SensorSchema, hours: Int) throws(FeatureStoreError) -> ReadingTable {
        var newest: [String: Timestamp] = [:]
        var kept: [ReadingTable] = []
        for month in try months(of: schema).reversed() {
            let recent = try month.eachFile(begin: { (ReadingTable(schema: schema), newest) }) {
                file, found throws(FeatureStoreError) in
                let rows = try file.readings(of: schema, within: nil).withoutFuture
                for row in 0..<rows.rowCount {
                    let station = rows.station(ofRow: row)
                    if found.1[station].map({ $0 < rows.observedAt[row] }) ?? true {
                        found.1[station] = rows.observedAt[row]
                    }
                }
                found.0.append(contentsOf: rows.within(hours, of: found.1))
            }
            newest = recent.1
            let rows = recent.0.within(hours, of: newest)
            kept.append(rows.selecting(rows.rowsInOrder()))
        }
        return kept.reversed().reduce(into: ReadingTable(schema: schema)) { $0.append(contentsOf: $1) }
    }

    /// Counts the rows of all files, corrections included, without reading them.
    /// - Parameter schema: the schema of the readings.
    /// - Returns: rows, 0 for an empty lake.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read.
    public func rowCount(of schema: SensorSchema) throws(FeatureStoreError) -> Int {
        var count = 0
        for month in try months(of: schema) { count += try month.rowCount() }
        return count
    }

    private func months(of schema: SensorSchema) throws(FeatureStoreError) -> [LakeMonth] {
        try MonthPartition.all(below: "\(directory)/schema=\(schema.name)").map {
            LakeMonth($0, schema: schema, lake: directory)
        }
    }
}

extension ReadingTable {
    /// The rows of each station's last hours before its newest reading.
    fileprivate func within(_ hours: Int, of newest: [String: Timestamp]) -> ReadingTable {
        let limits = stations.map { newest[$0]?.advanced(hours: -hours) }
        return selecting { row in limits[stationCodes[row]].map { $0 < observedAt[row] } ?? true }
    }
}
