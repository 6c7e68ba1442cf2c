public import Readings

/// What one look of the monitor at a window of inputs found.
public struct DriftCheck: Hashable, Sendable {
    /// When the monitor looked.
    public let checkedAt: Timestamp
    /// The kind of station whose inputs they are.
    public let schema: String
    /// The model whose reference they were compared with.
    public let modelName: String
    /// That model's version.
    public let modelVersion: Int
    /// Rows of the window.
    public let rowCount: Int
    /// When the first of them was observed, nil where no row tells.
    public let from: Timestamp?
    /// When the last of them was observed, nil where no row tells.
    public let to: Timestamp?
    /// The largest score that votes, without unit; nil when none could be computed.
    public let severity: Double?
    /// Whether drift had begun and not ended.
    public let isDrifted: Bool
    /// The scores feature by feature, a JSON text that the ledger keeps as it is.
    public let scores: String

    /// What one look found.
    /// - Parameters:
    ///   - checkedAt: when the monitor looked.
    ///   - schema: the kind of station whose inputs they are.
    ///   - modelName: the model whose reference they were compared with.
    ///   - modelVersion: that model's version.
    ///   - rowCount: rows of the window, ≥ 0.
    ///   - from: when the first of them was observed.
    ///   - to: when the last of them was observed.
    ///   - severity: the largest score that votes, without unit; one that is not finite is kept as none.
    ///   - isDrifted: whether drift had begun and not ended.
    ///   - scores: the scores feature by feature as a JSON text.
    public init(
        checkedAt: Timestamp, schema: String, modelName: String, modelVersion: Int, rowCount: Int,
        from: Timestamp?, to: Timestamp?, severity: Double?, isDrifted: Bool, scores: String
    ) {
        self.checkedAt = checkedAt
        self.schema = schema
        self.modelName = modelName
        self.modelVersion = modelVersion
        self.rowCount = rowCount
        self.from = from
        self.to = to
        self.severity = severity.flatMap { $0.isFinite ? $0 : nil }
        self.isDrifted = isDrifted
        self.scores = scores
    }
}
