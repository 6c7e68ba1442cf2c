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
            Column(name: "source", values: .coded(sources)),
            Column(name: "kind", values: .coded(kinds.map(\.rawValue))),
        ]
        for (quantity, values) in zip(schema.quantities, self.columns) {
            columns.append(Column(name: quantity.name, values: .float64(values)))
        }
        let quality = (0..<rowCount).map { row in
            flags[row].map { $0.map(\.description).joined(separator: ";") }
        }
        columns.append(Column(name: "quality", values: .string(quality)))
        return try RecordBatch(columns)
    }

    /// Adds the rows of a file that `recordBatch` wrote.
    mutating func append(_ batch: RecordBatch, of file: String) throws(FeatureStoreError) {
        let stations = try batch.texts("machine_id", of: file)
        let observed = try batch.timestamps("observed_at", of: file)
        let known = try batch.timestamps("known_at", of: file)
        let sources = try batch.texts("source", of: file)
        let kinds = try batch.texts("kind", of: file)
        let quality = try batch.texts("quality", of: file)
        var values: [[Double]] = []
        for quantity in schema.quantities { values.append(try batch.numbers(quantity.name, of: file)) }
        for row in 0..<batch.rowCount {
            guard let station = stations[row] else {
                throw FeatureStoreError(
                    subject: file, reason: .cell(row: row, column: "machine_id", text: "", expected: "a name"))
            }
            guard let kind = ReadingKind(rawValue: kinds[row] ?? "") else {
                throw FeatureStoreError(
                    subject: file,
                    reason: .cell(row: row, column: "kind", text: kinds[row] ?? "", expected: "a kind of reading"))
            }
            let moments = [observed[row], known[row]].map(Timestamp.init(milliseconds:))
            guard moments.allSatisfy(Timestamp.plausible.contains) else {
                throw FeatureStoreError(
                    subject: file,
                    reason: .cell(
                        row: row, column: "observed_at", text: "\(moments[0]), known \(moments[1])",
                        expected: "a moment between 1900 and 2199"))
            }
            var flags: [QualityFlag] = []
            for text in (quality[row] ?? "").split(separator: ";") {
                guard let flag = QualityFlag(text) else {
                    throw FeatureStoreError(
                        subject: file,
                        reason: .cell(row: row, column: "quality", text: String(text), expected: "a quality flag"))
                }
                flags.append(flag)
            }
            append(
                Reading(
                    station: station, observedAt: moments[0], knownAt: moments[1], source: sources[row] ?? "",
                    kind: kind,
                    values: values.map { $0[row] }, flags: flags))
        }
    }
}
