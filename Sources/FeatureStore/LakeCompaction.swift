import Foundation
import Parquet
import Readings

/// Merges a month's small files, thirty-two of a tier into one of the next: a row is written anew only a few times.
///
/// The merged file is made in a folder beside the month's, the other files are linked into it, and the two folders are
/// exchanged in one step. Who reads sees either; a crash anywhere leaves one of the two, and the next compaction clears
/// the other away.
struct LakeCompaction {
    private static let filesMerged = 32
    /// Rows of a group in a merged file.
    private static let groupRows = 1 << 18

    let month: LakeMonth
    /// Held by whoever adds to the month.
    let lockFile: String

    func run() throws(FeatureStoreError) -> CompactionSummary {
        let beside = hiddenFolder
        try remove(beside)
        var summary = CompactionSummary()
        while let inputs = try nextInputs() {
            let merged = LakeFileName(
                tier: (inputs.map(\.key.tier).max() ?? 0) + 1, sequence: inputs.map(\.key.sequence).max() ?? 1)
            try makeFolder(beside)
            try merge(inputs.map(\.value), into: "\(beside)/\(merged.text)")
            let isExchanged = try LakeLock.locked(lockFile) { () throws(FeatureStoreError) in
                try replaceFolder(without: Set(inputs.map(\.value)), by: beside)
            }
            try remove(beside)
            guard isExchanged else {
                summary.skippedMonths = 1
                return summary
            }
            summary.mergedFiles += inputs.count
            summary.madeFiles += 1
        }
        return summary
    }

    /// The next files to be merged, neighbours in the order of arrival; nil when there are none.
    private func nextInputs() throws(FeatureStoreError) -> [(key: LakeFileName, value: String)]? {
        let files = try month.files().sorted { $0.key < $1.key }
        for tier in 0..<LakeFileName.wholeTier - 1 {
            let candidates = files.filter { $0.key.tier == tier }
            if candidates.count >= Self.filesMerged { return Array(candidates.prefix(Self.filesMerged)) }
        }
        return nil
    }

    private func merge(_ names: [String], into path: String) throws(FeatureStoreError) {
        var writer: ParquetWriter?
        var rows = ReadingTable(schema: month.schema)
        var span: ClosedRange<Timestamp>?
        for name in names {
            let covered = try spanInFooter(name)
            span =
                span.map { known in
                    covered.map { min(known.lowerBound, $0.lowerBound)...max(known.upperBound, $0.upperBound) } ?? known
                } ?? covered
        }
        func write(_ readings: ReadingTable) throws(FeatureStoreError) {
            do throws(ParquetError) {
                let batch = try readings.recordBatch()
                if writer == nil {
                    writer = try ParquetWriter(path: path, schema: batch.schema, metadata: LakeFile.metadata(of: span))
                }
                try writer?.append(batch)
            } catch {
                throw FeatureStoreError(subject: path, reason: .file(error))
            }
        }
        for name in names {
            let file = LakeFile(path: "\(month.folder.path)/\(name)")
            try file.eachRowGroup { batch throws(FeatureStoreError) in
                rows.append(contentsOf: try ReadingTable(batch, schema: month.schema, file: file.path))
                guard rows.rowCount >= Self.groupRows else { return }
                try write(rows)
                rows = ReadingTable(schema: month.schema)
            }
        }
        if rows.rowCount > 0 { try write(rows) }
        do {
            try writer?.close()
        } catch {
            throw FeatureStoreError(subject: path, reason: .file(error))
        }
    }

    private func spanInFooter(_ name: String) throws(FeatureStoreError) -> ClosedRange<Timestamp>? {
        let path = "\(month.folder.path)/\(name)"
        do {
            return LakeFile.span(of: try ParquetReader(path: path))
        } catch {
            throw FeatureStoreError(subject: path, reason: .file(error))
        }
    }

    /// Links the other files into the new folder and exchanges the two; false where that cannot be done.
    private func replaceFolder(without merged: Set<String>, by beside: String) throws(FeatureStoreError) -> Bool {
        for name in try month.files().values where !merged.contains(name) {
            guard link("\(month.folder.path)/\(name)", "\(beside)/\(name)") == 0 else {
                if [EPERM, ENOTSUP, EOPNOTSUPP].contains(errno) { return false }
                throw FeatureStoreError(subject: beside, reason: .directory(String(cString: strerror(errno))))
            }
        }
        do {
            let folder = ParquetFolder(path: beside)
            try folder.makeDurable()
            return try month.folder.exchange(with: folder)
        } catch {
            throw FeatureStoreError(subject: month.folder.path, reason: .file(error))
        }
    }

    /// Beside the month's folder, under a name that neither our readers nor pandas, Spark and DuckDB look at.
    private var hiddenFolder: String {
        let path = month.folder.path as NSString
        return "\(path.deletingLastPathComponent)/.\(path.lastPathComponent).new"
    }

    private func makeFolder(_ path: String) throws(FeatureStoreError) {
        guard mkdir(path, 0o755) == 0 else {
            throw FeatureStoreError(subject: path, reason: .directory(String(cString: strerror(errno))))
        }
    }

    private func remove(_ path: String) throws(FeatureStoreError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw FeatureStoreError(subject: path, reason: .directory(error.localizedDescription))
        }
    }
}
