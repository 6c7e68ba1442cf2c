import Foundation
import Parquet
import Readings

/// Rows of features in a CSV or Parquet file with a header, or in a folder of Parquet files, such as a prediction log.
///
/// Numbers are numbers; texts and truth values are labels. The moment of a row is the first of `observed_at`, `time`,
/// `timestamp` and `answered_at` that holds moments, its station the first of `machine_id`, `station` and `city` that is
/// there. Moments, names of stations and requests, and what a model answered
/// are no features.
public struct DriftFile: Sendable {
    private static let momentColumns = ["observed_at", "time", "timestamp", "answered_at"]
    private static let stationColumns = ["machine_id", "station", "city"]
    private static let otherColumns: Set<String> = [
        "machine_id", "city", "station", "request_id", "known_at", "anomaly_score", "is_anomaly", "model_name",
        "model_version", "__index_level_0__",
    ]
    /// What a prediction log has, and there the inputs in front of the same values among the features.
    private static let logColumn = "answered_at"
    private static let inputPrefix = "input_"

    /// Its path.
    public let path: String

    /// A file or folder, which is opened by ``read()``.
    /// - Parameter path: a folder with Parquet files at any depth, a file whose name ends in `.parquet`, or a CSV file,
    ///   plain or gzipped.
    public init(path: String) {
        self.path = path
    }

    /// Reads all rows; of a folder those of all files, in the order of their names.
    /// - Returns: the features, with moments when every row has one, and with stations where a column names them.
    /// - Throws: ``PipelineError`` with the place of what cannot be read.
    public func read() throws(PipelineError) -> DriftTable {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists, isFolder.boolValue else { return table(of: try batch(of: path)) }
        let files = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? [])
            .filter { name in
                name.hasSuffix(".parquet") && !name.split(separator: "/").contains { $0.hasPrefix(".") }
            }
            .sorted()
        guard let first = files.first else { throw PipelineError(subject: path, reason: .noFeatureFiles) }
        var whole = table(of: try batch(of: "\(path)/\(first)"))
        for file in files.dropFirst() { whole.append(table(of: try batch(of: "\(path)/\(file)"))) }
        return whole
    }

    private func batch(of path: String) throws(PipelineError) -> RecordBatch {
        do {
            guard path.lowercased().hasSuffix(".parquet") else { return try CSVReader(path: path).read() }
            let reader = try ParquetReader(path: path)
            let moments = reader.schema.columns.filter { $0.type == .timestamp }.map {
                ($0.name, ColumnType.optionalTimestamp)
            }
            return try reader.read(
                columns: reader.schema.columns.map(\.name), as: Dictionary(moments) { first, _ in first })
        } catch {
            throw PipelineError(subject: path, reason: .file(error))
        }
    }

    private func table(of batch: RecordBatch) -> DriftTable {
        let isLog = batch[Self.logColumn] != nil
        let columns = batch.columns.compactMap { column -> DriftColumn? in
            guard !Self.otherColumns.contains(column.name), !Self.momentColumns.contains(column.name),
                !(isLog && column.name.hasPrefix(Self.inputPrefix)), let values = column.values.driftValues
            else { return nil }
            return DriftColumn(name: column.name, values: values)
        }
        let times = Self.momentColumns.lazy.compactMap { batch[$0]?.moments }.first
        let stations = Self.stationColumns.lazy.compactMap { batch[$0]?.driftValues }.first
        return DriftTable(columns: columns, times: times, stations: stations.map(ColumnComparison.labels))
    }
}

extension ColumnValues {
    /// The values as a feature's; nil of moments.
    fileprivate var driftValues: DriftColumn.Values? {
        switch self {
        case .float64(let values): .numbers(values)
        case .float32(let values): .numbers(values.map(Double.init))
        case .int32(let values): .numbers(values.map(Double.init))
        case .int64(let values): .numbers(values.map(Double.init))
        case .string(let texts): .labels(texts)
        case .category(let codes, let names):
            .labels(codes.map { names.indices.contains(Int($0)) ? names[Int($0)] : nil })
        case .boolean(let values): .labels(values.map { $0 ? "true" : "false" })
        case .timestamp, .optionalTimestamp: nil
        }
    }

    /// One moment a row; nil when a row has none, or one that no sensor has seen.
    fileprivate var moments: [Timestamp]? {
        let moments: [Timestamp?]
        switch self {
        case .timestamp(let values): moments = values.map(Timestamp.init(milliseconds:))
        case .optionalTimestamp(let values): moments = values.map { $0.map(Timestamp.init(milliseconds:)) }
        case .string(let texts): moments = texts.map { $0.flatMap { Timestamp(iso8601: $0) } }
        case .float64, .float32, .int32, .int64, .category, .boolean: return nil
        }
        let plausible = moments.compactMap { $0.flatMap { Timestamp.plausible.contains($0) ? $0 : nil } }
        return plausible.isEmpty || plausible.count < moments.count ? nil : plausible
    }
}
