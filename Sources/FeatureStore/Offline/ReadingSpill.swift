import Parquet
import Readings

/// Readings sorted into parts of neighbouring stations, on disk: one pass over a month that memory cannot hold.
final class ReadingSpill {
    private let folder: String
    let schema: SensorSchema
    /// The last station of each part but the last, ascending.
    private let boundaries: [String]
    private let readingsAtOnce: Int
    private var parts: [ReadingTable]
    private var writers: [ParquetWriter?]
    private var waiting = 0

    init(folder: String, schema: SensorSchema, boundaries: [String], readingsAtOnce: Int) {
        self.folder = folder
        self.schema = schema
        self.boundaries = boundaries
        self.readingsAtOnce = readingsAtOnce
        parts = Array(repeating: ReadingTable(schema: schema), count: boundaries.count + 1)
        writers = Array(repeating: nil, count: boundaries.count + 1)
    }

    func add(_ readings: ReadingTable) throws(FeatureStoreError) {
        let partOfStation = readings.stations.map { name in
            boundaries.firstIndex { name <= $0 } ?? boundaries.count
        }
        var rows = [[Int]](repeating: [], count: parts.count)
        for row in 0..<readings.rowCount { rows[partOfStation[readings.stationCodes[row]]].append(row) }
        for (part, rows) in rows.enumerated() where !rows.isEmpty { parts[part].append(rows, of: readings) }
        waiting += readings.rowCount
        // The longest first, so that row groups are long; a little is left to come together.
        while waiting > readingsAtOnce / 2 {
            guard let longest = parts.indices.max(by: { parts[$0].rowCount < parts[$1].rowCount }) else { return }
            try write(longest)
        }
    }

    /// Writes what is left and makes the parts readable.
    func close() throws(FeatureStoreError) {
        for part in parts.indices where parts[part].rowCount > 0 { try write(part) }
        for part in writers.indices {
            do {
                try writers[part]?.close()
            } catch {
                throw FeatureStoreError(subject: path(of: part), reason: .file(error))
            }
        }
    }

    /// The readings of a part, in the order in which they came.
    func readings(ofPart part: Int) throws(FeatureStoreError) -> ReadingTable {
        guard writers[part] != nil else { return ReadingTable(schema: schema) }
        return try LakeFile(path: path(of: part)).readings(of: schema, within: nil)
    }

    private func write(_ part: Int) throws(FeatureStoreError) {
        do throws(ParquetError) {
            let batch = try parts[part].recordBatch()
            if writers[part] == nil {
                writers[part] = try ParquetWriter(path: path(of: part), schema: batch.schema)
            }
            try writers[part]?.append(batch)
        } catch {
            throw FeatureStoreError(subject: path(of: part), reason: .file(error))
        }
        waiting -= parts[part].rowCount
        parts[part] = ReadingTable(schema: schema)
    }

    private func path(of part: Int) -> String { "\(folder)/\(part).parquet" }
}
