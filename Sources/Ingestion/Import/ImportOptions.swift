public import Readings

/// What a user says about a file of readings; what is left out is found in the file, or remembered from one like it.
public struct ImportOptions: Sendable {
    /// The station of all rows, for files without a column for it.
    public var station: String?
    /// Our names by the file's: `observed_at`, `machine_id`, `known_at` and the schema's quantities.
    public var columns: [String: String]?
    /// Units by our names.
    public var units: [String: MeasurementUnit] = [:]
    /// The zone of moments without an offset.
    public var zone: ImportZone?
    /// How moments are written.
    public var momentFormat: MomentFormat?
    /// The ASCII character between fields of CSV.
    public var delimiter: UInt8?
    /// The ASCII character before decimals of CSV, a point or a comma.
    public var decimalPoint: UInt8?
    /// Words that stand for missing values in CSV, besides the empty one, `NA`, `NaN` and `null`.
    public var missing: [String] = []

    /// Nothing is said.
    public init() {}
}
