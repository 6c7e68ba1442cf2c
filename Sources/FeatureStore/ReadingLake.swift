import Parquet
public import Readings

/// All readings ever taken in, as Parquet files of one month each below `readings/schema=NAME/`.
///
/// A month's file is replaced as a whole, so it is always complete. One process writes to a lake at a time.
public struct ReadingLake: Sendable {
    private let directory: String

    /// A lake below a data directory, which need not exist yet.
    /// - Parameter dataDirectory: the directory that holds everything.
    public init(dataDirectory: String) {
        directory = "\(dataDirectory)/readings"
    }

    /// Takes readings in. What is already known in the same values changes nothing; other values for a known station,
    /// moment and source are kept beside the earlier ones as a correction.
    /// - Parameter readings: in any order.
    /// - Returns: one outcome a reading.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read or written; months written before stay.
    @discardableResult
    public func add(_ readings: ReadingTable) throws(FeatureStoreError) -> [LakeOutcome] {
        var rowsByMonth: [MonthPartition: [Int]] = [:]
        for row in 0..<readings.rowCount {
            rowsByMonth[MonthPartition(of: readings.observedAt[row]), default: []].append(row)
        }
        var outcomes = [LakeOutcome](repeating: .duplicate, count: readings.rowCount)
        for month in rowsByMonth.keys.sorted() {
            guard let rows = rowsByMonth[month] else { continue }
            try add(readings, rows: rows, to: month, outcomes: &outcomes)
        }
        return outcomes
    }

    /// Reads what is known, the newest correction of each station, moment and source.
    /// - Parameter schema: the schema of the readings.
    /// - Returns: readings by month, station and moment; empty when there are none.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read.
    public func readings(of schema: SensorSchema) throws(FeatureStoreError) -> ReadingTable {
        var known = ReadingTable(schema: schema)
        for month in try MonthPartition.all(below: "\(directory)/schema=\(schema.name)") {
            let stored = try table(of: month, schema: schema)
            for row in stored.rowsInOrder(of: stored.newestCorrections()) { known.append(stored.reading(row)) }
        }
        return known
    }

    /// Reads what is known of a stretch of time, the newest correction of each station, moment and source.
    /// - Parameters:
    ///   - schema: the schema of the readings.
    ///   - start: the first moment.
    ///   - end: the first moment that is not wanted any more.
    /// - Returns: readings by month, station and moment; only the months concerned are read.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read.
    public func readings(
        of schema: SensorSchema, from start: Timestamp, until end: Timestamp
    ) throws(FeatureStoreError) -> ReadingTable {
        var known = ReadingTable(schema: schema)
        guard start < end else { return known }
        let months = MonthPartition(of: start)...MonthPartition(of: end)
        for month in try MonthPartition.all(below: "\(directory)/schema=\(schema.name)") where months.contains(month) {
            let stored = try table(of: month, schema: schema)
            for row in stored.rowsInOrder(of: stored.newestCorrections())
            where stored.observedAt[row] >= start && stored.observedAt[row] < end {
                known.append(stored.reading(row))
            }
        }
        return known
    }

    /// Reads each station's last hours, counted from its own newest reading.
    /// - Parameters:
    ///   - schema: the schema of the readings.
    ///   - hours: ≥ 1.
    /// - Returns: readings by month, station and moment.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read.
    public func newestReadings(of schema: SensorSchema, hours: Int) throws(FeatureStoreError) -> ReadingTable {
        let all = try readings(of: schema)
        var newest = [Timestamp?](repeating: nil, count: all.stations.count)
        for row in 0..<all.rowCount {
            let code = all.stationCodes[row]
            newest[code] = max(newest[code] ?? all.observedAt[row], all.observedAt[row])
        }
        return all.selecting { row in
            newest[all.stationCodes[row]].map { all.observedAt[row] > $0.advanced(hours: -hours) } ?? false
        }
    }

    /// Counts the rows of all files, corrections included, without reading them.
    /// - Parameter schema: the schema of the readings.
    /// - Returns: rows, 0 for an empty lake.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read.
    public func rowCount(of schema: SensorSchema) throws(FeatureStoreError) -> Int {
        var count = 0
        for month in try MonthPartition.all(below: "\(directory)/schema=\(schema.name)") {
            let path = file(of: month, schema: schema)
            do {
                count += try ParquetReader(path: path).rowCount
            } catch {
                throw FeatureStoreError(subject: path, reason: .file(error))
            }
        }
        return count
    }

    private func add(
        _ readings: ReadingTable, rows: [Int], to month: MonthPartition, outcomes: inout [LakeOutcome]
    ) throws(FeatureStoreError) {
        var stored = try table(of: month, schema: readings.schema)
        var storedRows = stored.rowsByKey()
        let countBefore = stored.rowCount
        for row in rows {
            let reading = readings.reading(row)
            let key = ReadingKey(reading)
            let known = storedRows[key] ?? []
            if stored.alreadyKnows(reading, among: known) { continue }
            outcomes[row] = known.isEmpty ? .added : .correction
            storedRows[key, default: []].append(stored.rowCount)
            stored.append(reading)
        }
        guard stored.rowCount > countBefore else { return }
        let path = file(of: month, schema: readings.schema)
        do {
            try ParquetWriter.write(stored.recordBatch(), to: path)
        } catch {
            throw FeatureStoreError(subject: path, reason: .file(error))
        }
    }

    private func table(of month: MonthPartition, schema: SensorSchema) throws(FeatureStoreError) -> ReadingTable {
        let path = file(of: month, schema: schema)
        let batch: RecordBatch
        do {
            batch = try ParquetReader(path: path).read()
        } catch  where error.reason == .notFound {
            return ReadingTable(schema: schema)
        } catch {
            throw FeatureStoreError(subject: path, reason: .file(error))
        }
        var table = ReadingTable(schema: schema)
        try table.append(batch, of: path)
        return table
    }

    private func file(of month: MonthPartition, schema: SensorSchema) -> String {
        "\(directory)/schema=\(schema.name)/\(month.path)/readings.parquet"
    }
}
