public import Readings

/// How far the inputs of one detector have moved from what it was trained on.
public struct DriftStatus: Sendable, Equatable {
    /// One feature of one window.
    public struct Feature: Sendable, Equatable {
        /// The feature.
        public let name: String
        /// The group it votes in; nil when it reports only.
        public let group: String?
        /// The normed Wasserstein distance, ≥ 0; nil where a side has no value.
        public let score: Double?
        /// From this score on it has drifted.
        public let threshold: Double
        /// Against the same weeks of earlier years; nil where the season is not known or was not asked for.
        public let seasonal: SeasonalComparison?

        /// All parts.
        package init(
            name: String, group: String?, score: Double?, threshold: Double, seasonal: SeasonalComparison? = nil
        ) {
            self.name = name
            self.group = group
            self.score = score
            self.threshold = threshold
            self.seasonal = seasonal
        }

        /// Whether it has drifted.
        public var isDrifted: Bool { score.map { $0 >= threshold } ?? false }
    }

    /// The last inputs, of all stations or of one.
    public struct Window: Sendable, Equatable {
        /// How many there are.
        public let rowCount: Int
        /// How many there are at most.
        public let capacity: Int
        /// When the oldest was measured.
        public let from: Timestamp?
        /// When the newest was measured.
        public let to: Timestamp?
        /// Whether there are enough of them for a verdict.
        public let isJudged: Bool
        /// In the schema's order.
        public let features: [Feature]
        /// The reference's rows of the same weeks of earlier years; nil where the season is not known or was not asked for.
        public let season: Season?

        /// All parts.
        package init(
            rowCount: Int, capacity: Int, from: Timestamp?, to: Timestamp?, isJudged: Bool, features: [Feature],
            season: Season? = nil
        ) {
            self.rowCount = rowCount
            self.capacity = capacity
            self.from = from
            self.to = to
            self.isJudged = isJudged
            self.features = features
            self.season = season
        }

        /// The feature with the largest score of those that vote.
        public var leading: Feature? {
            features.filter { $0.group != nil && $0.score != nil }
                .max { ($0.score ?? 0) < ($1.score ?? 0) }
        }

        /// The feature that has departed farthest from its season, of those that vote.
        public var farthestFromSeason: (feature: Feature, seasonal: SeasonalComparison)? {
            features.filter { $0.group != nil }.compactMap { feature in feature.seasonal.map { (feature, $0) } }
                .max { $0.1.score < $1.1.score }
        }

        /// The largest score that votes; nil without one.
        public var severity: Double? { leading?.score }

        /// The features that vote and have drifted; none before the window is judged.
        public var drifted: [Feature] { isJudged ? features.filter { $0.group != nil && $0.isDrifted } : [] }
    }

    /// The last inputs of one station.
    public struct Station: Sendable, Equatable {
        /// The station.
        public let name: String
        /// Its window.
        public let window: Window

        /// All parts.
        package init(
            name: String, window: Window
        ) {
            self.name = name
            self.window = window
        }
    }

    /// What the inputs are held against.
    public struct Reference: Sendable, Equatable {
        /// Rows that the detector was trained on.
        public let rowCount: Int
        /// Rows of them that are kept; with fewer than all the scores are those of a sample, with 0 of a profile.
        public let keptRowCount: Int
        /// The first moment trained on, ISO 8601.
        public let from: String
        /// The last moment trained on, ISO 8601.
        public let to: String

        /// All parts.
        package init(rowCount: Int, keptRowCount: Int, from: String, to: String) {
            self.rowCount = rowCount
            self.keptRowCount = keptRowCount
            self.from = from
            self.to = to
        }
    }

    /// The kind of station.
    public let schema: String
    /// The set of features that the detector takes.
    public let view: String
    /// The detector's name.
    public let modelName: String
    /// The detector's version.
    public let modelVersion: Int
    /// What the inputs are held against.
    public let reference: Reference
    /// From this score on a feature has drifted that has no threshold of its own.
    public let threshold: Double
    /// Rows that a window needs for a verdict.
    public let fewestJudgedRows: Int
    /// The last inputs of all stations.
    public let all: Window
    /// The last inputs of each station, by name.
    public let stations: [Station]
    /// By the name of a group that has drifted why it has; groups of which nothing can be told are missing.
    public let causes: [String: DriftCause]

    /// All parts.
    package init(
        schema: String, view: String, modelName: String, modelVersion: Int, reference: Reference, threshold: Double,
        fewestJudgedRows: Int, all: Window, stations: [Station], causes: [String: DriftCause] = [:]
    ) {
        self.schema = schema
        self.view = view
        self.modelName = modelName
        self.modelVersion = modelVersion
        self.reference = reference
        self.threshold = threshold
        self.fewestJudgedRows = fewestJudgedRows
        self.all = all
        self.stations = stations
        self.causes = causes
    }

    /// Whether the inputs of all stations together have drifted.
    public var isDrifted: Bool { !all.drifted.isEmpty }
}
