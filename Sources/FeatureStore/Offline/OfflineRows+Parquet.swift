import Features
import Parquet
import Readings

extension OfflineRows {
    /// The rows as columns: machine_id, observed_at, known_at, then one a feature in the schema's order.
    func recordBatch() throws(ParquetError) -> RecordBatch {
        var columns = [
            Column(name: "machine_id", values: .category(codes: stationCodes, names: stations)),
            Column(name: "observed_at", values: .timestamp(observedAt.map(\.milliseconds))),
            Column(name: "known_at", values: .timestamp(knownAt.map(\.milliseconds))),
        ]
        let width = schema.features.count
        for (place, feature) in schema.features.enumerated() {
            let column = [Float](unsafeUninitializedCapacity: rowCount) { buffer, count in
                values.withUnsafeBufferPointer { values in
                    for row in 0..<rowCount { buffer.initializeElement(at: row, to: values[row * width + place]) }
                }
                count = rowCount
            }
            columns.append(Column(name: feature.name, values: .float32(column)))
        }
        return try RecordBatch(columns)
    }

    /// The rows of a file that `recordBatch` wrote.
    init(_ batch: RecordBatch, schema: FeatureSchema, file: String) throws(FeatureStoreError) {
        self.init(schema: schema)
        let names = try batch.codedTexts("machine_id", of: file, expected: "a name")
        let observed = try batch.timestamps("observed_at", of: file)
        let known = try batch.timestamps("known_at", of: file)
        var columns: [[Float]] = []
        for name in schema.featureNames { columns.append(try batch.floats(name, of: file)) }
        let codes = names.names.map { code(of: $0) }
        var row = [Float](repeating: .nan, count: columns.count)
        for place in 0..<batch.rowCount {
            for column in columns.indices { row[column] = columns[column][place] }
            row.withUnsafeBufferPointer {
                append(
                    code: codes[names.codes[place]], observedAt: Timestamp(milliseconds: observed[place]),
                    knownAt: Timestamp(milliseconds: known[place]), values: $0)
            }
        }
    }
}

extension RecordBatch {
    /// Numbers of any width as 32-bit floats; a missing value is NaN.
    func floats(_ name: String, of file: String) throws(FeatureStoreError) -> [Float] {
        if case .float32(let values)? = self[name] { return values }
        return try numbers(name, of: file).map { Float($0) }
    }
}
