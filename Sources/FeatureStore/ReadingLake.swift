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
    /// - Returns: how many were new.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read or written; months written before stay.
    @discardableResult
    public func add(_ readings: ReadingTable) throws(FeatureStoreError) -> Int {
        var rowsByMonth: [MonthPartition: [Int]] = [:]
        for row in 0..<readings.rowCount {
            rowsByMonth[MonthPartition(of: readings.observedAt[row]), default: []].append(row)
        }
        var added = 0
        for month in rowsByMonth.keys.sorted() {
            guard let rows = rowsByMonth[month] else { continue }
            added += try add(readings, rows: rows, to: month)
        }
        return added
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

    private func add(
        _ readings: ReadingTable, rows: [Int], to month: MonthPartition
    ) throws(FeatureStoreError) -> Int {
        var stored = try table(of: month, schema: readings.schema)
        var storedRows = stored.rowsByKey()
        var added = 0
        for row in rows {
            let reading = readings.reading(row)
            let key = ReadingKey(reading)
            if let known = storedRows[key], stored.alreadyKnows(reading, among: known) { continue }
            storedRows[key, default: []].append(stored.rowCount)
            stored.append(reading)
            added += 1
        }
        guard added > 0 else { return 0 }
        let path = file(of: month, schema: readings.schema)
        do {
            try ParquetWriter.write(stored.recordBatch(), to: path)
        } catch {
            throw FeatureStoreError(subject: path, reason: .file(error))
        }
        return added
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
