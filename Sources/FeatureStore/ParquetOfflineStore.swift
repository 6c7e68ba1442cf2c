public import Features
import Parquet
import Readings

/// Feature rows as Parquet files of one month each below `features/view=sensor_stats_view/schema=NAME/`.
public struct ParquetOfflineStore: Sendable {
    /// The feature view that all rows belong to.
    public static let view = "sensor_stats_view"
    private static let fingerprintKey = "schema_fingerprint"

    private let directory: String

    /// A store below a data directory, which need not exist yet.
    /// - Parameter dataDirectory: the directory that holds everything.
    public init(dataDirectory: String) {
        directory = "\(dataDirectory)/features/view=\(Self.view)"
    }

    /// Writes the rows of whole months; a month that is there is replaced.
    /// - Parameter table: all rows of the months that it touches.
    /// - Throws: ``FeatureStoreError`` when a file cannot be written; months written before stay.
    public func replaceMonths(with table: FeatureTable) throws(FeatureStoreError) {
        var rowsByMonth: [MonthPartition: [Int]] = [:]
        for row in 0..<table.rowCount { rowsByMonth[MonthPartition(of: table.times[row]), default: []].append(row) }
        for month in rowsByMonth.keys.sorted() {
            guard let rows = rowsByMonth[month] else { continue }
            let part = table.selecting(rows: rows)
            let path = file(of: month, schema: table.schema)
            do {
                try ParquetWriter.write(
                    part.recordBatch(), to: path, metadata: [Self.fingerprintKey: table.schema.fingerprint])
            } catch {
                throw FeatureStoreError(subject: path, reason: .file(error))
            }
        }
    }

    /// Reads all rows of a schema.
    /// - Parameter schema: the columns; the files must have been written for the very same ones.
    /// - Returns: rows by month, in the order in which they were written; empty when there are none.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read or was written for another schema.
    public func table(of schema: FeatureSchema) throws(FeatureStoreError) -> FeatureTable {
        var stations: [String] = []
        var times: [Timestamp] = []
        var matrix = FeatureMatrix(featureCount: schema.features.count)
        for month in try MonthPartition.all(inFilesOf: "\(directory)/schema=\(schema.name)") {
            let path = file(of: month, schema: schema)
            let batch: RecordBatch
            do {
                let reader = try ParquetReader(path: path)
                let found = reader.metadata[Self.fingerprintKey] ?? "unknown"
                guard found == schema.fingerprint else {
                    throw FeatureStoreError(
                        subject: path, reason: .otherSchema(found: found, expected: schema.fingerprint))
                }
                batch = try reader.read()
            } catch let error as ParquetError {
                throw FeatureStoreError(subject: path, reason: .file(error))
            } catch let error as FeatureStoreError {
                throw error
            } catch {
                throw FeatureStoreError(subject: path, reason: .directory("\(error)"))
            }
            for (row, station) in try batch.texts("machine_id", of: path).enumerated() {
                guard let station else {
                    throw FeatureStoreError(
                        subject: path, reason: .cell(row: row, column: "machine_id", text: "", expected: "a name"))
                }
                stations.append(station)
            }
            times += try batch.timestamps("observed_at", of: path).map(Timestamp.init(milliseconds:))
            var columns: [[Double]] = []
            for name in schema.featureNames { columns.append(try batch.numbers(name, of: path)) }
            for row in 0..<batch.rowCount { matrix.append(row: columns.map { Float($0[row]) }) }
        }
        return FeatureTable(schema: schema, stations: stations, times: times, matrix: matrix)
    }

    private func file(of month: MonthPartition, schema: FeatureSchema) -> String {
        "\(directory)/schema=\(schema.name)/\(month.period).parquet"
    }
}
