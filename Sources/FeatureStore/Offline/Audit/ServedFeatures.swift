import Features
import Foundation
import Parquet
import Readings

/// The feature rows that were served, found again by station and moment.
struct ServedFeatures {
    /// A row's station and moment.
    struct Key: Hashable {
        let station: String
        let observedAt: Timestamp
    }

    private struct File {
        let path: String
        let span: ClosedRange<Timestamp>
    }

    private let schema: FeatureSchema
    private var files: [File] = []

    /// Finds the files and the stretch of time that each covers.
    init(dataDirectory: String, schema: FeatureSchema) throws(FeatureStoreError) {
        self.schema = schema
        let folder = "\(dataDirectory)/predictions/schema=\(schema.name)"
        let days = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for day in days.sorted() where day.hasPrefix("date=") {
            do {
                for name in try ParquetFolder(path: "\(folder)/\(day)").fileNames() {
                    let path = "\(folder)/\(day)/\(name)"
                    let batch = try ParquetReader(path: path).read(columns: ["observed_at"])
                    let moments = try batch.timestamps("observed_at", of: path)
                    guard let first = moments.min(), let last = moments.max() else { continue }
                    let span = Timestamp(milliseconds: first)...Timestamp(milliseconds: last)
                    files.append(File(path: path, span: span))
                }
            } catch let error as ParquetError {
                throw FeatureStoreError(subject: error.subject, reason: .file(error))
            } catch let error as FeatureStoreError {
                throw error
            } catch {
                throw FeatureStoreError(subject: folder, reason: .directory("\(error)"))
            }
        }
    }

    /// The rows served for some stations and moments, in the order of the answers' files.
    func rows(for keys: Set<Key>, within hours: Range<Int64>) throws(FeatureStoreError) -> [Key: [ServedRow]] {
        let inputs = schema.sensors.quantities.map { "input_\($0.name)" }
        var rows: [Key: [ServedRow]] = [:]
        let span = Timestamp(hourIndex: hours.lowerBound)...Timestamp(hourIndex: hours.upperBound)
        for file in files where file.span.overlaps(span) {
            let batch: RecordBatch
            do {
                batch = try ParquetReader(path: file.path).read(
                    columns: ["machine_id", "observed_at", "answered_at"] + inputs + schema.featureNames)
            } catch {
                // Answers of a program with other features cannot be compared.
                if case .missingColumn = error.reason { continue }
                throw FeatureStoreError(subject: file.path, reason: .file(error))
            }
            let stations = try batch.codedTexts("machine_id", of: file.path, expected: "a name")
            let answered = try batch.timestamps("answered_at", of: file.path)
            var values: [[Double]] = []
            for name in inputs { values.append(try batch.numbers(name, of: file.path)) }
            var columns: [[Float]] = []
            for name in schema.featureNames { columns.append(try batch.floats(name, of: file.path)) }
            for (row, moment) in try batch.timestamps("observed_at", of: file.path).enumerated() {
                let key = Key(
                    station: stations.names[stations.codes[row]], observedAt: Timestamp(milliseconds: moment))
                guard keys.contains(key) else { continue }
                rows[key, default: []].append(
                    ServedRow(
                        answeredAt: Timestamp(milliseconds: answered[row]), values: values.map { $0[row] },
                        features: columns.map { $0[row] }))
            }
        }
        return rows
    }
}
