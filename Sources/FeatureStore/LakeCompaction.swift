import Foundation
import Parquet
import Readings

/// Merges a month's small files, thirty-two neighbours of about one length into one: a row is written anew only a few
/// times.
///
/// The merged file is made in a folder beside the month's, the other files are linked into it, and the two folders are
/// exchanged in one step. Who reads sees either; a crash anywhere leaves one of the two.
///
/// Two things are for programs that list a folder and then open what they found, in several steps, as pyarrow does:
/// - The merged file has the name of the first that it takes the place of. A program that listed before, and passes over
///   the names that are gone, finds all rows under that one; a program that opens what is gone gets an error.
/// - The old folder is not emptied at once: who has it open would find it half listed. A later compaction clears it away.
struct LakeCompaction {
    private static let filesMerged = 32
    /// Rows of a group in a merged file.
    private static let groupRows = 1 << 18

    /// How long a folder that was replaced is kept.
    private static let retirementSeconds = 10.0

    let month: LakeMonth
    /// Held by whoever adds to the month.
    let lockFile: String

    func run() throws(FeatureStoreError) -> CompactionSummary {
        let beside = hiddenFolder
        try retire(beside)
        try clearRetired()
        var summary = CompactionSummary()
        while let inputs = try nextInputs(), let first = inputs.first {
            try makeFolder(beside)
            try merge(inputs, into: "\(beside)/\(first)")
            let isExchanged = try LakeLock.locked(lockFile) { () throws(FeatureStoreError) in
                try replaceFolder(without: Set(inputs), by: beside)
            }
            try retire(beside)
            guard isExchanged else {
                summary.skippedMonths = 1
                return summary
            }
            summary.mergedFiles += inputs.count
            summary.madeFiles += 1
        }
        return summary
    }

    /// The next files to be merged, in the order of arrival; nil when there are none.
    ///
    /// The newest stays as it is, so that its number, and every number before it, is never given again.
    private func nextInputs() throws(FeatureStoreError) -> [String]? {
        let files = try month.files().filter { $0.sequence > 0 }
        let tiers = zip(files, files.dropFirst()).map { Self.tier(ofCommits: $1.sequence - $0.sequence) }
        var first = 0
        while first < tiers.count {
            let next = tiers[first...].firstIndex { $0 != tiers[first] } ?? tiers.count
            if next - first >= Self.filesMerged {
                return files[first..<first + Self.filesMerged].map(\.name)
            }
            first = next
        }
        return nil
    }

    /// How often a file of so many commits has been merged.
    private static func tier(ofCommits commits: Int) -> Int {
        var (tier, rest) = (0, commits)
        while rest >= filesMerged {
            rest /= filesMerged
            tier += 1
        }
        return tier
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
        for name in try month.files().map(\.name) where !merged.contains(name) {
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

    /// Gives a hidden folder a name under which it waits for its end.
    private func retire(_ path: String) throws(FeatureStoreError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        // The age counts from now on, not from the last file in it.
        guard utimes(path, nil) == 0, rename(path, "\(retiredPrefix)\(UInt32.random(in: 0...(.max)))") == 0 else {
            throw FeatureStoreError(subject: path, reason: .directory(String(cString: strerror(errno))))
        }
    }

    /// Removes folders that have been retired for longer than any listing takes.
    private func clearRetired() throws(FeatureStoreError) {
        let parent = (month.folder.path as NSString).deletingLastPathComponent
        let prefix = (retiredPrefix as NSString).lastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            do {
                let changed = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
                // A clock that was set back must not keep them for ever.
                let age = abs(changed?.timeIntervalSinceNow ?? .infinity)
                if age > Self.retirementSeconds { try FileManager.default.removeItem(atPath: path) }
            } catch {
                throw FeatureStoreError(subject: path, reason: .directory(error.localizedDescription))
            }
        }
    }

    private var retiredPrefix: String {
        let path = month.folder.path as NSString
        return "\(path.deletingLastPathComponent)/.\(path.lastPathComponent).old-"
    }

    private func makeFolder(_ path: String) throws(FeatureStoreError) {
        guard mkdir(path, 0o755) == 0 else {
            throw FeatureStoreError(subject: path, reason: .directory(String(cString: strerror(errno))))
        }
    }
}
