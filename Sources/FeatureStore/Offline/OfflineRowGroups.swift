import Features
import Parquet

/// The row groups of a file of feature rows, one after the other.
final class OfflineRowGroups {
    private let file: OfflineMonthFile
    private let reader: ParquetReader
    private var nextGroup = 0

    init(_ file: OfflineMonthFile) throws(FeatureStoreError) {
        self.file = file
        reader = try file.reader()
    }

    /// The next rows, nil at the end; row groups without a wanted station are passed over.
    func next(where isWanted: ([String]) -> Bool = { _ in true }) throws(FeatureStoreError) -> OfflineRows? {
        do {
            while nextGroup < reader.rowGroupCount {
                let group = nextGroup
                nextGroup += 1
                let keys = try reader.read(rowGroup: group, columns: ["machine_id"])
                let names = try keys.codedTexts("machine_id", of: file.path, expected: "a name").names
                guard isWanted(names) else { continue }
                let columns = ["machine_id", "observed_at", "known_at"] + file.schema.featureNames
                return try OfflineRows(
                    reader.read(rowGroup: group, columns: columns), schema: file.schema, file: file.path)
            }
            return nil
        } catch let error as ParquetError {
            throw file.failure(error)
        } catch let error as FeatureStoreError {
            throw error
        } catch {
            throw FeatureStoreError(subject: file.path, reason: .directory("\(error)"))
        }
    }
}
