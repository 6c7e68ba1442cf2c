import Parquet
import Readings

extension ReadingTable {
    /// The readings as columns: machine_id, observed_at, known_at, source, kind, one a quantity, quality.
    func recordBatch() throws(ParquetError) -> RecordBatch {
        var columns = [
            Column(
                name: "machine_id", values: .category(codes: stationCodes.map(Int32.init), names: stations)),
            Column(name: "observed_at", values: .timestamp(observedAt.map(\.milliseconds))),
            Column(name: "known_at", values: .timestamp(knownAt.map(\.milliseconds))),
            Column(name: "source", values: .category(codes: sourceCodes.map(Int32.init), names: sources)),
            Column(name: "kind", values: kindColumn),
        ]
        for (quantity, values) in zip(schema.quantities, self.columns) {
            columns.append(Column(name: quantity.name, values: .float64(values)))
        }
        var quality = [String?](repeating: nil, count: rowCount)
        for (row, doubts) in flags { quality[row] = doubts.map(\.description).joined(separator: ";") }
        columns.append(Column(name: "quality", values: .string(quality)))
        return try RecordBatch(columns)
    }

    private var kindColumn: ColumnValues {
        var places: [ReadingKind: Int32] = [:]
        var names: [String] = []
        let codes = kinds.map { kind in
            if let place = places[kind] { return place }
            let place = Int32(names.count)
            places[kind] = place
            names.append(kind.rawValue)
            return place
        }
        return .category(codes: codes, names: names)
    }

    /// The rows of a file that `recordBatch` wrote.
    init(_ batch: RecordBatch, schema: SensorSchema, file: String) throws(FeatureStoreError) {
        let observed = try batch.timestamps("observed_at", of: file)
        let known = try batch.timestamps("known_at", of: file)
        for (row, moments) in zip(observed, known).enumerated() {
            let moments = [moments.0, moments.1].map(Timestamp.init(milliseconds:))
            guard moments.allSatisfy(Timestamp.plausible.contains) else {
                throw FeatureStoreError(
                    subject: file,
                    reason: .cell(
                        row: row, column: "observed_at", text: "\(moments[0]), known \(moments[1])",
                        expected: "a moment between 1900 and 2199"))
            }
        }
        var values: [[Double]] = []
        for quantity in schema.quantities { values.append(try batch.numbers(quantity.name, of: file)) }
        self.init(
            schema: schema, stations: try batch.codedTexts("machine_id", of: file, expected: "a name"),
            observedAt: observed.map(Timestamp.init(milliseconds:)),
            knownAt: known.map(Timestamp.init(milliseconds:)),
            sources: try batch.codedTexts("source", of: file, expected: "a name"),
            kinds: try Self.kinds(batch, file: file), columns: values, flags: try Self.flags(batch, file: file))
    }

    private static func kinds(_ batch: RecordBatch, file: String) throws(FeatureStoreError) -> [ReadingKind] {
        let coded = try batch.codedTexts("kind", of: file, expected: "a kind of reading")
        var kinds: [ReadingKind] = []
        for name in coded.names {
            guard let kind = ReadingKind(rawValue: name) else {
                let row = coded.codes.firstIndex { coded.names[$0] == name } ?? 0
                throw FeatureStoreError(
                    subject: file, reason: .cell(row: row, column: "kind", text: name, expected: "a kind of reading"))
            }
            kinds.append(kind)
        }
        return coded.codes.map { kinds[$0] }
    }

    private static func flags(_ batch: RecordBatch, file: String) throws(FeatureStoreError) -> [Int: [QualityFlag]] {
        var flags: [Int: [QualityFlag]] = [:]
        for (row, text) in try batch.texts("quality", of: file).enumerated() {
            guard let text, !text.isEmpty else { continue }
            for word in text.split(separator: ";") {
                guard let flag = QualityFlag(word) else {
                    throw FeatureStoreError(
                        subject: file,
                        reason: .cell(row: row, column: "quality", text: String(word), expected: "a quality flag"))
                }
                flags[row, default: []].append(flag)
            }
        }
        return flags
    }
}
