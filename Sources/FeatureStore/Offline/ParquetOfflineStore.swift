public import Features
import Foundation
import Parquet
import Readings

/// Feature rows as Parquet files of one month each below `features/view=VIEW/schema=NAME/`.
public struct ParquetOfflineStore: Sendable {
    /// The feature view of models that judge single readings.
    public static let view = "sensor_stats_view"

    let directory: String

    /// A store below a data directory, which need not exist yet.
    /// - Parameters:
    ///   - dataDirectory: the directory that holds everything.
    ///   - view: the feature view that the rows belong to.
    public init(dataDirectory: String, view: String = Self.view) {
        directory = "\(dataDirectory)/features/view=\(view)"
    }

    /// Writes the rows of whole months, each known since its moment; a month that is there is replaced.
    /// - Parameter table: all rows of the months that it touches.
    /// - Throws: ``FeatureStoreError`` when a file cannot be written; months written before stay.
    public func replaceMonths(with table: FeatureTable) throws(FeatureStoreError) {
        var rowsByMonth: [MonthPartition: [Int]] = [:]
        for row in 0..<table.rowCount { rowsByMonth[MonthPartition(of: table.times[row]), default: []].append(row) }
        for month in rowsByMonth.keys.sorted() {
            guard let rows = rowsByMonth[month] else { continue }
            let writer = OfflineMonthWriter(
                file(of: month, schema: table.schema), origin: OfflineMonthFile.Origin())
            for row in rows {
                try writer.append {
                    $0.append(
                        station: table.stations[row], observedAt: table.times[row], knownAt: table.times[row],
                        values: Array(table.matrix[row: row]))
                }
            }
            try writer.close()
        }
    }

    /// Reads the newest version of all rows of a schema, as training does.
    /// - Parameter schema: the columns; the files must have been written for the very same ones.
    /// - Returns: one row for each station and hour, by month, in the order in which they were written; empty when there
    ///   are none.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read or was written for another schema.
    public func table(of schema: FeatureSchema) throws(FeatureStoreError) -> FeatureTable {
        var rows = OfflineRows(schema: schema)
        for month in try months(of: schema) { rows.append(contentsOf: try newestRows(of: month, schema: schema)) }
        return FeatureTable(
            schema: schema, stations: rows.stationCodes.map { rows.stations[Int($0)] }, times: rows.observedAt,
            matrix: FeatureMatrix(values: rows.values, featureCount: schema.features.count))
    }

    /// The months that there are rows of, oldest first.
    func months(of schema: FeatureSchema) throws(FeatureStoreError) -> [MonthPartition] {
        try MonthPartition.all(inFilesOf: "\(directory)/schema=\(schema.name)")
    }

    /// The newest version of each row of a month.
    func newestRows(of month: MonthPartition, schema: FeatureSchema) throws(FeatureStoreError) -> OfflineRows {
        var rows = OfflineRows(schema: schema)
        try file(of: month, schema: schema).eachRowGroup { group in rows.append(contentsOf: group) }
        return rows.newestVersions()
    }

    /// Removes what killed runs left; only for who holds the schema's lock.
    func removeUnfinishedFiles(of schema: FeatureSchema) {
        let folder = "\(directory)/schema=\(schema.name)"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(".") && name.contains(".parquet.") && name.hasSuffix(".tmp") {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    func file(of month: MonthPartition, schema: FeatureSchema) -> OfflineMonthFile {
        OfflineMonthFile(path: "\(directory)/schema=\(schema.name)/\(month.period).parquet", schema: schema)
    }
}
