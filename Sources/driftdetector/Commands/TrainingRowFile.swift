import FeatureStore
import Features
import Ingestion
import Parquet
import Readings

/// A file of training rows to be audited: rows as the offline store has them, or as `features join` wrote them.
struct TrainingRowFile {
    let path: String
    let schema: FeatureSchema

    /// Reads the rows that have features, and counts the others.
    func read() throws(IngestionError) -> (rows: AuditedRows, withoutFeatures: Int) {
        let file = try EntityFile(path: path)
        return file.columnNames.contains("feature_observed_at") ? try joined(file) : (try plain(file), 0)
    }

    private func plain(_ file: EntityFile) throws(IngestionError) -> AuditedRows {
        let keys = try file.keys(momentColumns: ["observed_at"])
        let batch = try file.columns(types(and: ["known_at": .timestamp]))
        return AuditedRows(
            schema: schema, stations: keys.stations, observedAt: keys.moments,
            knownAt: batch["known_at"] == nil ? nil : try file.moments("known_at", of: batch),
            columns: try columns(of: batch, file))
    }

    /// Each row is what was known at its version's moment, which must not be after the moment that it was looked up for.
    private func joined(_ file: EntityFile) throws(IngestionError) -> (rows: AuditedRows, withoutFeatures: Int) {
        let momentColumns = ["event_timestamp", "observed_at"]
        let hasMoment = momentColumns.contains(where: file.columnNames.contains)
        let keys = hasMoment ? try file.keys(momentColumns: momentColumns) : nil
        let batch = try file.columns(
            types(and: [
                "machine_id": .string, "feature_status": .string, "feature_observed_at": .optionalTimestamp,
                "feature_known_at": .optionalTimestamp,
            ]))
        let stations: [String]
        if let keys { stations = keys.stations } else { stations = try file.stations(of: batch) }
        let observed = try batch.optionalMoments("feature_observed_at", of: path)
        let known = try batch.optionalMoments("feature_known_at", of: path)
        var isPresent = observed.map { $0 != nil }
        if case .string(let statuses)? = batch["feature_status"] {
            isPresent = zip(isPresent, statuses).map { $0 && $1 == FeatureStatus.present.rawValue }
        }
        let rows = observed.indices.filter { isPresent[$0] }
        let all = try columns(of: batch, file)
        return (
            AuditedRows(
                schema: schema, stations: rows.map { stations[$0] }, observedAt: rows.compactMap { observed[$0] },
                knownAt: rows.map { row in
                    let latest = keys?.moments[row] ?? .plausible.upperBound
                    return min(known[row] ?? latest, latest)
                },
                columns: all.mapValues { column in rows.map { column[$0] } }),
            isPresent.count - rows.count
        )
    }

    private func types(and others: [String: ColumnType]) -> [String: ColumnType] {
        var types = others
        for name in schema.featureNames { types[name] = .float32 }
        return types
    }

    private func columns(of batch: RecordBatch, _ file: EntityFile) throws(IngestionError) -> [Int: [Float]] {
        var columns: [Int: [Float]] = [:]
        for (place, name) in schema.featureNames.enumerated() where batch[name] != nil {
            columns[place] = try file.floats(name, of: batch)
        }
        guard !columns.isEmpty else {
            throw IngestionError(subject: path, reason: .missingColumns(schema.featureNames, found: file.columnNames))
        }
        return columns
    }
}

extension RecordBatch {
    fileprivate func optionalMoments(_ name: String, of file: String) throws(IngestionError) -> [Timestamp?] {
        switch self[name] {
        case .timestamp(let moments)?: return moments.map { Timestamp(milliseconds: $0) }
        case .optionalTimestamp(let moments)?: return moments.map { $0.map(Timestamp.init(milliseconds:)) }
        default: throw IngestionError(subject: file, reason: .wrongColumn(name, expected: "timestamps"))
        }
    }
}
