public import Readings

/// How a file of readings is taken in: which column is what, in which unit and zone, and how that is known.
public struct ImportPlan: Sendable {
    /// How something about a file is known.
    public enum Evidence: String, Sendable {
        /// The user said so.
        case stated
        /// The user said so of an earlier file with the same header.
        case remembered
        /// The file tells.
        case found
        /// Nothing tells; it is the usual.
        case assumed
    }

    /// A quantity and where it is.
    public struct QuantityColumn: Sendable {
        /// The quantity.
        public let quantity: Quantity
        /// The file's column; nil when it has none, and all values are missing.
        public let column: String?
        /// Its unit; nil for quantities without known units, and without a column.
        public let unit: UnitGuess?
    }

    /// The file.
    public let path: String
    /// What the stations report.
    public let schema: SensorSchema
    /// The station of all rows, or nil when a column tells.
    public let station: String?
    /// The column of the station, of the moment, and of when readings became known.
    public var stationColumn: String? { columns.station }
    /// The column of the moment.
    public var momentColumn: String { columns.observedAt }
    /// The column of when readings became known; without one they were known at once.
    public var knownColumn: String? { columns.knownAt }
    /// The schema's quantities.
    public let quantities: [QuantityColumn]
    /// How columns were found.
    public let mapping: Evidence
    /// The zone of moments without one.
    public let zone: ImportZone
    /// How the zone is known; `.found` when the moments tell it themselves.
    public let zoneEvidence: Evidence
    /// How moments are written.
    public let momentFormat: MomentFormat
    /// The character between fields; nil for Parquet.
    public let delimiter: UInt8?
    /// The character before decimals; nil for Parquet.
    public let decimalPoint: UInt8?
    /// Columns that are left alone.
    public let ignored: [String]
    /// What a person should look at.
    public let warnings: [String]

    let columns: ImportColumns
    let reading: CellReading
    /// What can be remembered of it, for files with the same header.
    let memory: ImportMemory.Entry

    /// Opens the file anew.
    func open() throws(IngestionError) -> any HistoryFile {
        try ImportInspection.open(path, delimiter: delimiter)
    }
}
