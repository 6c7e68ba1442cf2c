import FeatureStore
import Features
import Ingestion
import Parquet
import Readings

/// A file of training rows to be audited.
struct TrainingRowFile {
    let path: String
    let schema: FeatureSchema

    func read() throws(IngestionError) -> AuditedRows {
        let file = EntityFile(path: path, momentColumns: ["observed_at"])
        var types: [String: ColumnType] = ["known_at": .timestamp]
        for name in schema.featureNames { types[name] = .float32 }
        let contents = try file.read(types: types)
        let batch = contents.batch
        var columns: [Int: [Float]] = [:]
        for (place, name) in schema.featureNames.enumerated() where batch[name] != nil {
            columns[place] = try file.floats(name, of: batch)
        }
        guard !columns.isEmpty else {
            throw IngestionError(
                subject: path, reason: .missingColumns(schema.featureNames, found: batch.columns.map(\.name)))
        }
        let known = batch["known_at"] == nil ? nil : try file.moments("known_at", of: batch)
        return AuditedRows(
            schema: schema, stations: contents.stations, observedAt: contents.moments, knownAt: known,
            columns: columns)
    }
}
