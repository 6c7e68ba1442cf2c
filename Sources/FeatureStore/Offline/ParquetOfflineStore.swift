public import Features
import Foundation
import Parquet
import Readings

/// Feature rows as Parquet files of one month each below `features/view=VIEW/schema=NAME/`.
public struct ParquetOfflineStore: Sendable {
    private let dataDirectory: String
    private let definition: FeatureStoreDefinition

    /// A store below a data directory, which need not exist yet.
    /// - Parameters:
    ///   - dataDirectory: the directory that holds everything.
    ///   - definition: names the views.
    public init(dataDirectory: String, definition: FeatureStoreDefinition = .standard) {
        self.dataDirectory = dataDirectory
        self.definition = definition
    }

    /// The folder of the view that a schema's rows belong to.
    func folder(of schema: FeatureSchema) -> String {
        "\(dataDirectory)/features/view=\(definition.viewName(of: schema))"
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

    /// Whether no rows of a schema were ever computed.
    /// - Parameter schema: the columns.
    /// - Returns: true before the first materialization.
    /// - Throws: ``FeatureStoreError`` when the folder cannot be listed.
    public func isEmpty(of schema: FeatureSchema) throws(FeatureStoreError) -> Bool { try months(of: schema).isEmpty }

    /// The months that there are rows of, oldest first.
    func months(of schema: FeatureSchema) throws(FeatureStoreError) -> [MonthPartition] {
        try MonthPartition.all(inFilesOf: "\(folder(of: schema))/schema=\(schema.name)")
    }

    /// The newest version of each row of a month.
    func newestRows(of month: MonthPartition, schema: FeatureSchema) throws(FeatureStoreError) -> OfflineRows {
        var rows = OfflineRows(schema: schema)
        try file(of: month, schema: schema).eachRowGroup { group in rows.append(contentsOf: group) }
        return rows.newestVersions()
    }

    /// Removes what killed runs left; only for who holds the schema's lock.
    func removeUnfinishedFiles(of schema: FeatureSchema) {
        let folder = "\(folder(of: schema))/schema=\(schema.name)"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(".") && name.contains(".parquet.") && name.hasSuffix(".tmp") {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    func file(of month: MonthPartition, schema: FeatureSchema) -> OfflineMonthFile {
        OfflineMonthFile(path: "\(folder(of: schema))/schema=\(schema.name)/\(month.period).parquet", schema: schema)
    }
}
