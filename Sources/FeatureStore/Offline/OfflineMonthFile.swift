import Features
import Foundation
import Parquet

/// One month of one schema's feature rows, with what they were made of in the footer.
struct OfflineMonthFile {
    private static let fingerprintKey = "schema_fingerprint"
    private static let rowsKey = "lake_rows"
    private static let rowsBeforeKey = "lake_rows_before"
    private static let fullRunKey = "full_run"

    let path: String
    let schema: FeatureSchema

    /// What the footer says of the file's making.
    struct Origin: Equatable {
        var watermark: LakeWatermark?
        /// The complete recomputation that it was written in.
        var fullRun: String?
    }

    /// The footer's texts of a file to be written.
    func metadata(of origin: Origin) -> [String: String] {
        var metadata = [Self.fingerprintKey: schema.fingerprint]
        metadata[Self.rowsKey] = origin.watermark.map { "\($0.rows)" }
        metadata[Self.rowsBeforeKey] = origin.watermark.map { "\($0.rowsBefore)" }
        metadata[Self.fullRunKey] = origin.fullRun
        return metadata
    }

    /// How the file was made; nil when there is none of this schema.
    /// - Throws: ``FeatureStoreError`` when there is one that cannot be read: `.damagedFeatures` when it is no whole
    ///   file.
    func origin() throws(FeatureStoreError) -> Origin? {
        guard exists else { return nil }
        let reader = try anyReader()
        guard reader.metadata[Self.fingerprintKey] == schema.fingerprint, reader.schema["known_at"] != nil else {
            return nil
        }
        let counts = [Self.rowsKey, Self.rowsBeforeKey].compactMap { reader.metadata[$0].flatMap { Int($0) } }
        return Origin(
            watermark: counts.count == 2 ? LakeWatermark(rows: counts[0], rowsBefore: counts[1]) : nil,
            fullRun: reader.metadata[Self.fullRunKey])
    }

    /// How the file was made, nil also when it is damaged, and whether it is.
    func originUnlessDamaged() throws(FeatureStoreError) -> (origin: Origin?, isDamaged: Bool) {
        do throws(FeatureStoreError) {
            return (try origin(), false)
        } catch {
            guard case .damagedFeatures = error.reason else { throw error }
            return (nil, true)
        }
    }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Lets `visit` see the rows of one row group after the other.
    /// - Parameters:
    ///   - isWanted: told the stations of a row group before its rows are read.
    ///   - visit: gets the rows.
    /// - Throws: ``FeatureStoreError`` when the file cannot be read or was written for another schema.
    func eachRowGroup(
        where isWanted: ([String]) -> Bool = { _ in true }, _ visit: (OfflineRows) throws(FeatureStoreError) -> Void
    ) throws(FeatureStoreError) {
        let rows = try OfflineRowGroups(self)
        while let group = try rows.next(where: isWanted) { try visit(group) }
    }

    /// Opens the file.
    /// - Throws: ``FeatureStoreError``, also when it was written for another schema.
    func reader() throws(FeatureStoreError) -> ParquetReader {
        let reader = try anyReader()
        let found = reader.metadata[Self.fingerprintKey] ?? "unknown"
        guard found == schema.fingerprint else {
            throw FeatureStoreError(subject: path, reason: .otherSchema(found: found, expected: schema.fingerprint))
        }
        return reader
    }

    /// Opens the file, whatever schema it is of.
    private func anyReader() throws(FeatureStoreError) -> ParquetReader {
        do {
            return try ParquetReader(path: path)
        } catch {
            throw failure(error, isSeen: true)
        }
    }

    /// Why the file could not be read, and what makes it anew when it is damaged.
    /// - Parameters:
    ///   - error: what the file said.
    ///   - isSeen: whether the computation sees the damage by itself, as where the file does not even open.
    /// - Returns: `.damagedFeatures`, or `.file` where the file is gone or closed to the program.
    func failure(_ error: ParquetError, isSeen: Bool = false) -> FeatureStoreError {
        switch error.reason {
        case .notFound, .unreadable: return FeatureStoreError(subject: path, reason: .file(error))
        default:
            let options = "--schema \(schema.name)\(isSeen ? "" : " --full")"
            return FeatureStoreError(subject: path, reason: .damagedFeatures(error, options: options))
        }
    }
}
