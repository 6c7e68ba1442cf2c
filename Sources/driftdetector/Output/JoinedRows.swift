import FeatureStore
import Features
import Ingestion
import Parquet
import Readings

/// The rows of a file with the features that were known at their moments.
struct JoinedRows {
    /// What stands behind the file's own columns and before the features.
    static let columnNames = ["feature_status", "feature_observed_at", "feature_known_at"]

    private let file: EntityFile
    private let keys: EntityFile.Keys
    private let added: [Column]
    private(set) var counts: [FeatureStatus: Int] = [:]
    /// Rows without features that rows known only later would have given some.
    private(set) var knownOnlyLater = 0

    init(_ file: EntityFile, keys: EntityFile.Keys, join: PointInTimeJoin) {
        self.file = file
        self.keys = keys
        let statuses = FeatureStatus.allCases
        var codes: [Int32] = []
        var observed: [Int64?] = []
        var known: [Int64?] = []
        var features = Array(repeating: [Float](), count: join.schema.featureNames.count)
        for row in keys.stations.indices {
            let answer = join.answer(for: row)
            counts[answer.status, default: 0] += 1
            knownOnlyLater += join.isKnownOnlyLater(row) ? 1 : 0
            codes.append(Int32(statuses.firstIndex(of: answer.status) ?? -1))
            observed.append(answer.observedAt?.milliseconds)
            known.append(answer.knownAt?.milliseconds)
            for (place, value) in answer.values.enumerated() { features[place].append(value) }
        }
        added =
            zip(
                Self.columnNames,
                [
                    .category(codes: codes, names: statuses.map(\.rawValue)), .optionalTimestamp(observed),
                    .optionalTimestamp(known),
                ]
            ).map(Column.init) + zip(join.schema.featureNames, features).map { Column(name: $0, values: .float32($1)) }
    }

    /// Refuses a file that has a column of a name that is added.
    static func check(_ file: EntityFile, schema: FeatureSchema) throws(IngestionError) {
        let names = columnNames + schema.featureNames
        guard let taken = file.columnNames.first(where: names.contains) else { return }
        throw IngestionError(
            subject: file.path, reason: .mapping("column \(taken) is called like one that is added; rename it"))
    }

    /// Writes them; the file's own columns are carried through unchanged.
    func write(to path: String) throws {
        guard EntityFile.isParquet(path) else {
            return try BatchText(RecordBatch(file.texts().columns + added)).write(to: path)
        }
        guard file.isParquet else {
            return try ParquetWriter.write(RecordBatch(try ownColumns() + added), to: path)
        }
        let batch = try RecordBatch(added)
        let writer = try ParquetWriter(path: path, schema: batch.schema, extending: file.path)
        try writer.append(batch)
        try writer.close()
    }

    /// The columns of a CSV file in types that lose nothing.
    private func ownColumns() throws(IngestionError) -> [Column] {
        try file.texts().columns.map { column in
            guard case .string(let cells) = column.values, column.name != "machine_id" else { return column }
            if column.name == keys.momentColumn,
                !cells.contains(where: { $0.map(Self.isFinerThanMilliseconds) ?? false })
            {
                return Column(name: column.name, values: .timestamp(keys.moments.map(\.milliseconds)))
            }
            return Column(name: column.name, values: .exact(cells))
        }
    }

    /// Whether a moment's text has more than milliseconds.
    private static func isFinerThanMilliseconds(_ text: String) -> Bool {
        guard let point = text.firstIndex(of: ".") else { return false }
        return text[point...].dropFirst().prefix { $0.isNumber }.dropFirst(3).contains { $0 != "0" }
    }
}
