public import FeatureStore
public import Readings

/// Takes a file of readings in, from its first row to its last, in memory that does not grow with the file.
///
/// Half a million readings are one commit. Files are read while earlier readings are being written. An import that is
/// interrupted leaves whole commits behind; importing the file again completes it, and changes nothing once it is whole.
public struct HistoryImport {
    private static let commitRows = 500_000

    private let plan: ImportPlan
    private let source: String
    private let kind: ReadingKind
    private let dataDirectory: String

    /// An import.
    /// - Parameters:
    ///   - plan: how the file is taken in.
    ///   - source: what readings name as who reported them.
    ///   - kind: how their values came to be.
    ///   - dataDirectory: where rejected rows are written to, and where it is remembered what was said about the file.
    public init(plan: ImportPlan, source: String, kind: ReadingKind, dataDirectory: String) {
        self.plan = plan
        self.source = source
        self.kind = kind
        self.dataDirectory = dataDirectory
    }

    /// Reads the file and stores nothing.
    /// - Parameter progress: told of the bytes or rows done, and of all.
    /// - Returns: what would become of the rows, without the doubts about them.
    /// - Throws: ``IngestionError`` when the file cannot be read.
    public func preview(progress: (_ done: Int, _ all: Int) -> Void) throws(IngestionError) -> ImportSummary {
        var summary = ImportSummary()
        try eachChunk(progress: progress) { readings, rejections throws(IngestionError) in
            summary.add(readings, rejections)
        }
        return summary
    }

    /// Reads the file and stores its readings.
    /// - Parameters:
    ///   - store: makes readings durable; called from one other thread, one after the other.
    ///   - progress: told of the bytes or rows done, and of all.
    /// - Returns: what became of the rows.
    /// - Throws: ``IngestionError``; what was stored before stays.
    public func run(
        store: @escaping @Sendable (ReadingTable) throws(IngestionError) -> [ReadingReceipt],
        progress: (_ done: Int, _ all: Int) -> Void
    ) throws(IngestionError) -> ImportSummary {
        var summary = ImportSummary()
        var rejected = RejectedRows(of: plan.path, dataDirectory: dataDirectory)
        try rejected.begin()
        let line = CommitLine(store: store)
        var waiting = ReadingTable(schema: plan.schema)
        try eachChunk(progress: progress) { readings, rejections throws(IngestionError) in
            summary.add(readings, rejections)
            try rejected.append(rejections)
            waiting.append(contentsOf: readings)
            guard waiting.rowCount >= Self.commitRows else { return }
            try line.commit(waiting)
            waiting = ReadingTable(schema: plan.schema)
        }
        if waiting.rowCount > 0 { try line.commit(waiting) }
        summary.stored = try line.finish()
        if rejected.count > 0 { summary.rejectedFile = rejected.path }
        if summary.acceptedRows > 0 { try ImportMemory(dataDirectory: dataDirectory).remember(plan.memory) }
        return summary
    }

    private func eachChunk(
        progress: (Int, Int) -> Void, _ body: (ReadingTable, [RowRejection]) throws(IngestionError) -> Void
    ) throws(IngestionError) {
        let file = try plan.open()
        var conversion = ChunkConversion(plan, source: source, kind: kind)
        while let chunk = try file.next(plan.columns, reading: plan.reading) {
            let (readings, rejections) = conversion.convert(chunk)
            try body(readings, rejections)
            progress(file.progress.done, file.progress.all)
        }
    }
}
