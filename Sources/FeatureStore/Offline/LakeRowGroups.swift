import Parquet
import Readings

/// The row groups of one file of readings.
struct LakeRowGroups {
    private let path: String
    private let reader: ParquetReader

    init(_ file: LakeFile) throws(FeatureStoreError) {
        path = file.path
        do {
            reader = try ParquetReader(path: file.path)
        } catch {
            throw FeatureStoreError(subject: file.path, reason: .file(error))
        }
    }

    var count: Int { reader.rowGroupCount }
    var rowCount: Int { reader.rowCount }
    /// Nil for files of other origin, which may cover anything.
    var span: ClosedRange<Timestamp>? { LakeFile.span(of: reader) }

    func stations(of group: Int) throws(FeatureStoreError) -> [String] {
        try batch(group, columns: ["machine_id"]).codedTexts("machine_id", of: path, expected: "a name").names
    }

    func readings(of group: Int, schema: SensorSchema) throws(FeatureStoreError) -> ReadingTable {
        try ReadingTable(batch(group, columns: nil), schema: schema, file: path)
    }

    private func batch(_ group: Int, columns: [String]?) throws(FeatureStoreError) -> RecordBatch {
        do {
            return try reader.read(rowGroup: group, columns: columns)
        } catch {
            throw FeatureStoreError(subject: path, reason: .file(error))
        }
    }
}
