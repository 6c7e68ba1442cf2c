import Drift
public import Features
import Foundation
import Parquet
import Readings

/// What `reference.json` holds.
private struct ReferenceFile: Codable {
    var rows: Int
    var keptRows: Int
    /// By feature name.
    var features: [String: ReferenceProfile.Parts]
}

extension ReferenceSet {
    /// The profiles.
    public static let profileFile = "reference.json"
    /// The kept rows: machine_id, observed_at and the features.
    public static let rowFile = "reference.parquet"

    /// The files that go into a version.
    ///
    /// Throws ``RegistryError`` when there is no room to write them.
    func files() throws(RegistryError) -> [String: [UInt8]] {
        let names = rows.schema.featureNames
        var parts: [String: ReferenceProfile.Parts] = [:]
        for (name, profile) in zip(names, profiles) { parts[name] = profile.parts }
        var files = [
            Self.profileFile: try ModelRegistry.encoded(
                ReferenceFile(rows: rowCount, keptRows: rows.rowCount, features: parts))
        ]
        if rows.rowCount > 0 { files[Self.rowFile] = try rowBytes() }
        return files
    }

    private func rowBytes() throws(RegistryError) -> [UInt8] {
        let path = NSTemporaryDirectory() + "driftdetector-\(UUID().uuidString).parquet"
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            var columns = [
                Column(name: "machine_id", values: .string(rows.stations)),
                Column(name: "observed_at", values: .timestamp(rows.times.map(\.milliseconds))),
            ]
            for (place, name) in rows.schema.featureNames.enumerated() {
                columns.append(Column(name: name, values: .float32(values(ofFeature: place))))
            }
            let writer = try ParquetWriter(path: path, schema: try RecordBatch(columns).schema, compressionLevel: 9)
            try writer.append(try RecordBatch(columns))
            try writer.close()
            return try ModelRegistry.read(path)
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(subject: Self.rowFile, reason: .file("\(error)"))
        }
    }
}

extension ModelRegistry {
    /// What a detector's version kept of the rows it was trained on.
    /// - Parameters:
    ///   - version: a version of this registry.
    ///   - schema: the features that it takes.
    /// - Returns: nil when it kept none, as versions of early programs did not.
    /// - Throws: ``RegistryError`` when a file is missing, damaged or was changed.
    public func referenceSet(
        of version: ModelVersion, schema: FeatureSchema
    ) throws(RegistryError) -> ReferenceSet? {
        guard version.digests[ReferenceSet.profileFile] != nil else { return nil }
        _ = try contents(of: ReferenceSet.profileFile, in: version)
        let file = try Self.decoded(ReferenceFile.self, at: "\(version.directory)/\(ReferenceSet.profileFile)")
        var profiles: [ReferenceProfile] = []
        for name in schema.featureNames {
            guard let parts = file.features[name] else {
                throw RegistryError(
                    subject: version.subject,
                    reason: .malformed("\(ReferenceSet.profileFile) has no profile of \(name); train a new version"))
            }
            do {
                profiles.append(try ReferenceProfile(parts, subject: name))
            } catch {
                throw RegistryError(subject: version.subject, reason: .malformed("\(error); train a new version"))
            }
        }
        return ReferenceSet(rowCount: file.rows, profiles: profiles, rows: try rows(of: version, schema: schema))
    }

    private func rows(of version: ModelVersion, schema: FeatureSchema) throws(RegistryError) -> FeatureTable {
        guard version.digests[ReferenceSet.rowFile] != nil else {
            return FeatureTable(
                schema: schema, stations: [], times: [], matrix: FeatureMatrix(featureCount: schema.features.count))
        }
        _ = try contents(of: ReferenceSet.rowFile, in: version)
        do {
            let batch = try ParquetReader(path: "\(version.directory)/\(ReferenceSet.rowFile)").read()
            guard case .string(let stations)? = batch["machine_id"],
                case .timestamp(let moments)? = batch["observed_at"]
            else { throw RegistryError(subject: version.subject, reason: .malformed(Self.otherColumns)) }
            let width = schema.features.count
            var values = [Float](repeating: .nan, count: batch.rowCount * width)
            for (place, name) in schema.featureNames.enumerated() {
                guard case .float32(let column)? = batch[name] else {
                    throw RegistryError(subject: version.subject, reason: .malformed(Self.otherColumns))
                }
                for row in column.indices { values[row * width + place] = column[row] }
            }
            return FeatureTable(
                schema: schema, stations: stations.map { $0 ?? "" },
                times: moments.map { Timestamp(milliseconds: $0) },
                matrix: FeatureMatrix(values: values, featureCount: width))
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(subject: version.subject, reason: .file("\(error)"))
        }
    }

    private static var otherColumns: String {
        "\(ReferenceSet.rowFile) has other columns than the features; train a new version"
    }
}
