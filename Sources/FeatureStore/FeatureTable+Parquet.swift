public import Features
public import Parquet
import Readings

extension FeatureTable {
    /// The rows as columns: machine_id, observed_at, then one a feature in the schema's order.
    /// - Returns: columns of 32-bit floats, missing where a feature is undefined.
    /// - Throws: ``ParquetError`` when a feature is called like one of the first two columns.
    public func recordBatch() throws(ParquetError) -> RecordBatch {
        var columns = [
            Column(name: "machine_id", values: .coded(stations)),
            Column(name: "observed_at", values: .timestamp(times.map(\.milliseconds))),
        ]
        for (place, feature) in schema.features.enumerated() {
            columns.append(
                Column(name: feature.name, values: .float32((0..<rowCount).map { matrix[$0, place] })))
        }
        return try RecordBatch(columns)
    }
}
