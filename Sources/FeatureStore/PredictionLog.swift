public import Features
import Parquet
public import Readings
import Synchronization

/// Answers of one schema's detector, kept in memory and written to `predictions/schema=NAME/date=…/` when asked.
///
/// Recording never waits for the disk. When more answers come between two writes than there is room for, a uniform
/// sample of them is kept and the others are counted: a request is never slowed down or failed by its log.
public final class PredictionLog: Sendable {
    /// The columns of the feature rows.
    public let schema: FeatureSchema
    private let directory: String
    private let waiting: Mutex<SampledQueue<PredictionRecord>>

    /// A log below a data directory.
    /// - Parameters:
    ///   - dataDirectory: the directory that holds everything.
    ///   - schema: the columns of the feature rows.
    ///   - capacity: answers that may wait for the disk, ≥ 1.
    public init(dataDirectory: String, schema: FeatureSchema, capacity: Int = 100_000) {
        self.schema = schema
        waiting = Mutex(SampledQueue(capacity: capacity))
        directory = "\(dataDirectory)/predictions/schema=\(schema.name)"
    }

    /// Keeps an answer for the next write.
    /// - Parameter record: of this log's schema.
    public func record(_ record: PredictionRecord) {
        waiting.withLock { $0.append(record) }
    }

    /// Answers let go for want of room since the start.
    public var droppedCount: Int { waiting.withLock(\.droppedCount) }

    /// Writes what waits, one file for each day. After a failure what was not written waits again.
    /// - Parameter moment: names the files; two writes need two moments.
    /// - Returns: how many answers were written.
    /// - Throws: ``FeatureStoreError`` when a file cannot be written.
    @discardableResult
    public func write(at moment: Timestamp) throws(FeatureStoreError) -> Int {
        var records = waiting.withLock { $0.drain() }
        let total = records.count
        while let day = records.first?.answeredAt.dayIndex {
            let ofDay = records.filter { $0.answeredAt.dayIndex == day }
            let date = Timestamp(milliseconds: day * Timestamp.millisecondsPerDay).description.prefix(10)
            let path = "\(directory)/date=\(date)/predictions-\(moment.milliseconds).parquet"
            do {
                try ParquetWriter.write(recordBatch(of: ofDay), to: path)
            } catch {
                waiting.withLock { $0.putBack(records) }
                throw FeatureStoreError(subject: path, reason: .file(error))
            }
            records.removeAll { $0.answeredAt.dayIndex == day }
        }
        return total
    }

    private func recordBatch(of records: [PredictionRecord]) throws(ParquetError) -> RecordBatch {
        var columns = [
            Column(name: "request_id", values: .string(records.map(\.requestID))),
            Column(name: "answered_at", values: .timestamp(records.map(\.answeredAt.milliseconds))),
            Column(name: "machine_id", values: .coded(records.map(\.station))),
            Column(name: "observed_at", values: .timestamp(records.map(\.observedAt.milliseconds))),
        ]
        for (place, quantity) in schema.sensors.quantities.enumerated() {
            columns.append(
                Column(name: "input_\(quantity.name)", values: .float64(records.map { $0.values[place] })))
        }
        for (place, name) in schema.featureNames.enumerated() {
            columns.append(Column(name: name, values: .float32(records.map { $0.features[place] })))
        }
        columns += [
            Column(name: "anomaly_score", values: .float64(records.map(\.anomalyScore))),
            Column(name: "is_anomaly", values: .boolean(records.map(\.isAnomaly))),
            Column(name: "model_name", values: .coded(records.map(\.modelName))),
            Column(name: "model_version", values: .int64(records.map { Int64($0.modelVersion) })),
        ]
        return try RecordBatch(columns)
    }
}
