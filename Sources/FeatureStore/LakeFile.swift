import Parquet
import Readings

/// One immutable file of readings, with the stretch of time that it covers in its footer.
struct LakeFile {
    private static let firstKey = "first_observed_at"
    private static let lastKey = "last_observed_at"

    let path: String

    /// Writes readings, in groups of at most `ParquetWriter.maximumRowsPerRowGroup`; the file appears whole and durable.
    static func write(_ readings: ReadingTable, to path: String) throws(FeatureStoreError) {
        do {
            try ParquetWriter.write(readings.recordBatch(), to: path, metadata: metadata(of: readings.timeSpan))
        } catch {
            throw FeatureStoreError(subject: path, reason: .file(error))
        }
    }

    /// The footer's texts for a file that covers a stretch of time.
    static func metadata(of span: ClosedRange<Timestamp>?) -> [String: String] {
        span.map {
            [firstKey: "\($0.lowerBound.milliseconds)", lastKey: "\($0.upperBound.milliseconds)"]
        } ?? [:]
    }

    /// The stretch of time in the footer; nil for files of other origin, which may cover anything.
    static func span(of reader: ParquetReader) -> ClosedRange<Timestamp>? {
        guard let first = reader.metadata[firstKey].flatMap({ Int64($0) }),
            let last = reader.metadata[lastKey].flatMap({ Int64($0) }), first <= last
        else { return nil }
        return Timestamp(milliseconds: first)...Timestamp(milliseconds: last)
    }

    /// Rows by the footer.
    func rowCount() throws(FeatureStoreError) -> Int {
        do {
            return try ParquetReader(path: path).rowCount
        } catch {
            throw FeatureStoreError(subject: path, reason: .file(error))
        }
    }

    /// Lets `visit` see the row groups one after the other; memory holds one of them.
    func eachRowGroup(
        columns: [String]? = nil, _ visit: (RecordBatch) throws(FeatureStoreError) -> Void
    ) throws(FeatureStoreError) {
        do {
            let reader = try ParquetReader(path: path)
            for group in 0..<reader.rowGroupCount { try visit(reader.read(rowGroup: group, columns: columns)) }
        } catch let error as ParquetError {
            throw FeatureStoreError(subject: path, reason: .file(error))
        } catch let error as FeatureStoreError {
            throw error
        } catch {
            throw FeatureStoreError(subject: path, reason: .directory("\(error)"))
        }
    }

    /// Reads the readings; none when the file covers no moment of `span`.
    /// - Throws: `.file` with `.notFound` when the file was merged into another one meanwhile.
    func readings(of schema: SensorSchema, within span: ClosedRange<Timestamp>?) throws(FeatureStoreError)
        -> ReadingTable
    {
        let batch: RecordBatch
        do {
            let reader = try ParquetReader(path: path)
            if let span, let covered = Self.span(of: reader), !covered.overlaps(span) {
                return ReadingTable(schema: schema)
            }
            batch = try reader.read()
        } catch {
            throw FeatureStoreError(subject: path, reason: .file(error))
        }
        return try ReadingTable(batch, schema: schema, file: path)
    }
}

extension ReadingTable {
    /// From the first to the last moment of the rows; nil without rows.
    var timeSpan: ClosedRange<Timestamp>? {
        guard let first = observedAt.min(), let last = observedAt.max() else { return nil }
        return first...last
    }
}

extension FeatureStoreError {
    /// Whether a file is gone that was there a moment ago.
    var isVanishedFile: Bool {
        if case .file(let error) = reason { error.reason == .notFound } else { false }
    }
}
