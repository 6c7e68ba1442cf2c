import Parquet
public import Readings

/// Readings in a CSV or Parquet file with a header: one row a station and moment.
///
/// Columns: `machine_id` (or `city`), `observed_at` (or `time`), one for each quantity of the schema; `known_at` where
/// the file has it. Further columns are ignored.
public struct ReadingFile: Sendable {
    private static let aliases = ["machine_id": "city", "observed_at": "time"]

    private let path: String
    private let schema: SensorSchema
    private let station: String?
    private let theirs: [String: String]

    /// A file and how to read it.
    /// - Parameters:
    ///   - path: ends in `.parquet`, or is taken for CSV, plain or gzipped.
    ///   - schema: what the stations report.
    ///   - station: the station of all rows, for files without a column for it.
    ///   - names: for columns called otherwise, the file's name by ours.
    public init(path: String, schema: SensorSchema, station: String? = nil, names: [String: String] = [:]) {
        self.path = path
        self.schema = schema
        self.station = station
        theirs = names
    }

    /// What a file holds.
    public struct Contents: Sendable {
        /// The readings in the file's order, doubtful values flagged; known since they were observed, unless the file
        /// says otherwise.
        public let readings: ReadingTable
        /// What the file calls the station.
        public let stationColumn: String
        /// What the file calls the moment.
        public let timeColumn: String
    }

    /// Reads all rows.
    /// - Parameters:
    ///   - source: who reported them.
    ///   - kind: how the values came to be.
    /// - Returns: the readings and what the file calls their keys.
    /// - Throws: ``IngestionError`` with the place of what cannot be read.
    public func read(source: String, kind: ReadingKind) throws(IngestionError) -> Contents {
        let batch = try batch()
        let observed = try moments("observed_at", of: batch)
        let known = name(of: "known_at", in: batch) == nil ? observed : try moments("known_at", of: batch)
        let stations = try stationNames(of: batch)
        var columns: [[Double]] = []
        for quantity in schema.quantities { columns.append(try numbers(quantity.name, of: batch)) }
        let control = QualityControl(schema: schema)
        var table = ReadingTable(schema: schema)
        for row in 0..<batch.rowCount {
            let values = columns.map { $0[row] }
            table.append(
                Reading(
                    station: stations[row], observedAt: observed[row],
                    knownAt: known[row], source: source, kind: kind, values: values,
                    flags: control.flags(for: values)))
        }
        return Contents(
            readings: table, stationColumn: name(of: "machine_id", in: batch) ?? "machine_id",
            timeColumn: name(of: "observed_at", in: batch) ?? "observed_at")
    }

    private func batch() throws(IngestionError) -> RecordBatch {
        do {
            if path.hasSuffix(".parquet") { return try ParquetReader(path: path).read() }
            var types: [String: ColumnType] = [:]
            for name in ["machine_id", "city"] + theirNames(of: "machine_id") { types[name] = .string }
            for ours in ["observed_at", "known_at"] {
                for name in [ours] + theirNames(of: ours) + Self.aliases.filter({ $0.key == ours }).values {
                    types[name] = .timestamp
                }
            }
            for quantity in schema.quantities {
                for name in [quantity.name] + theirNames(of: quantity.name) { types[name] = .float64 }
            }
            return try CSVReader(path: path).read(types: types, untyped: .string)
        } catch {
            throw IngestionError(subject: path, reason: .file(error))
        }
    }

    private func theirNames(of ours: String) -> [String] {
        theirs[ours].map { [$0] } ?? []
    }

    /// The file's column for one of ours, nil when it has none.
    private func name(of ours: String, in batch: RecordBatch) -> String? {
        (theirNames(of: ours) + [ours] + (Self.aliases[ours].map { [$0] } ?? [])).first { batch[$0] != nil }
    }

    private func columnName(_ ours: String, of batch: RecordBatch) throws(IngestionError) -> String {
        guard let name = name(of: ours, in: batch) else {
            let needed = ["machine_id", "observed_at"] + schema.quantities.map(\.name)
            let missing = needed.filter { needed in
                self.name(of: needed, in: batch) == nil && (needed != "machine_id" || station == nil)
            }
            throw IngestionError(subject: path, reason: .missingColumns(missing, found: batch.columns.map(\.name)))
        }
        return name
    }

    private func moments(_ ours: String, of batch: RecordBatch) throws(IngestionError) -> [Timestamp] {
        try batch.plausibleMoments(columnName(ours, of: batch), of: path)
    }

    private func numbers(_ ours: String, of batch: RecordBatch) throws(IngestionError) -> [Double] {
        let name = try columnName(ours, of: batch)
        switch batch[name] {
        case .float64(let values)?: return values
        case .float32(let values)?: return values.map(Double.init)
        case .int32(let values)?: return values.map(Double.init)
        case .int64(let values)?: return values.map(Double.init)
        default: throw IngestionError(subject: path, reason: .wrongColumn(name, expected: "numbers"))
        }
    }

    private func stationNames(of batch: RecordBatch) throws(IngestionError) -> [String] {
        if let station, name(of: "machine_id", in: batch) == nil {
            return Array(repeating: station, count: batch.rowCount)
        }
        return try batch.stationNames(columnName("machine_id", of: batch), of: path)
    }
}
