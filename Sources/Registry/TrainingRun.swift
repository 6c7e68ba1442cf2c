/// Where a model version comes from: enough to train it again and to know what it may be compared with.
public struct TrainingRun: Sendable, Equatable, Codable {
    /// The stretch of history that was learned from.
    public struct DataWindow: Sendable, Equatable, Codable {
        /// The first moment, ISO 8601.
        public var from: String
        /// The last moment, ISO 8601.
        public var to: String
        /// Rows learned from.
        public var rows: Int
        /// SHA-256 of the rows' bytes, hexadecimal.
        public var contentHash: String

        /// A stretch of history.
        /// - Parameters:
        ///   - from: first moment, ISO 8601.
        ///   - to: last moment, ISO 8601.
        ///   - rows: rows learned from.
        ///   - contentHash: SHA-256 of the rows' bytes, hexadecimal.
        public init(from: String, to: String, rows: Int, contentHash: String) {
            self.from = from
            self.to = to
            self.rows = rows
            self.contentHash = contentHash
        }
    }

    /// What the model is for.
    public var kind: ModelKind
    /// The feature view or input set that it takes, such as `weather`.
    public var view: String
    /// The fingerprint of that input schema.
    public var schemaFingerprint: String
    /// The inputs' names in order.
    public var inputs: [String]
    /// The history learned from.
    public var data: DataWindow
    /// What the trainer was told, as text.
    public var parameters: [String: String]
    /// The seed of all random choices.
    public var seed: UInt64
    /// How good it is on what it has not seen.
    public var metrics: [String: Double]
    /// When it was trained, ISO 8601.
    public var trainedAt: String
    /// The program's version.
    public var programVersion: String
    /// SHA-256 of the program's file, hexadecimal: the very code that trained it; nil where it could not be read.
    public var programDigest: String?
    /// The version that was champion when it was trained.
    public var parent: Int?

    /// A run with all its parts.
    /// - Parameters:
    ///   - kind: what the model is for.
    ///   - view: the input set that it takes.
    ///   - schemaFingerprint: of that input schema.
    ///   - inputs: their names in order.
    ///   - data: the history learned from.
    ///   - parameters: what the trainer was told.
    ///   - seed: of all random choices.
    ///   - metrics: on what it has not seen.
    ///   - trainedAt: ISO 8601.
    ///   - programVersion: of this program.
    ///   - programDigest: of this program's file.
    ///   - parent: the champion at that time.
    public init(
        kind: ModelKind, view: String, schemaFingerprint: String, inputs: [String], data: DataWindow,
        parameters: [String: String], seed: UInt64, metrics: [String: Double], trainedAt: String,
        programVersion: String, programDigest: String? = nil, parent: Int? = nil
    ) {
        self.kind = kind
        self.view = view
        self.schemaFingerprint = schemaFingerprint
        self.inputs = inputs
        self.data = data
        self.parameters = parameters
        self.seed = seed
        self.metrics = metrics
        self.trainedAt = trainedAt
        self.programVersion = programVersion
        self.programDigest = programDigest
        self.parent = parent
    }
}
