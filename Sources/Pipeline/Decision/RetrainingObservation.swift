public import Ledger
public import Readings

/// What is known of one kind of station at a moment, as far as it matters for training anew.
public struct RetrainingObservation: Sendable, Equatable {
    /// How far inputs have moved.
    public struct Drift: Sendable, Equatable {
        /// Whether a group that votes has drifted.
        public var hasMoved: Bool
        /// The groups that have drifted.
        public var groups: [String]
        /// The largest score of a group that votes; nil when none could be compared.
        public var score: Double?

        /// How far inputs have moved.
        public init(hasMoved: Bool, groups: [String], score: Double?) {
            self.hasMoved = hasMoved
            self.groups = groups
            self.score = score
        }
    }

    /// How good forecasts have been lately, against what their version promised.
    public struct Skill: Sendable, Equatable {
        /// The sensor whose forecasts have lost most.
        public var sensor: String
        /// Error divided by that of persistence on the same hours, and that by its value when the version was judged; 1 is
        /// as promised.
        public var ratio: Double
        /// Forecasts with an outcome that it was computed of.
        public var count: Int
        /// The newest hour with an outcome, in hours since 1970; nil where that is the present one.
        public var newestOutcome: Int64?

        /// How good forecasts have been.
        public init(sensor: String, ratio: Double, count: Int, newestOutcome: Int64? = nil) {
            self.sensor = sensor
            self.ratio = ratio
            self.count = count
            self.newestOutcome = newestOutcome
        }
    }

    /// A feed that is not believed.
    public struct DoubtedFeed: Sendable, Equatable {
        /// What makes it the same one from look to look, such as `temperature of LGA`.
        public var name: String
        /// What is wrong with it, in one sentence.
        public var sentence: String

        /// A feed that is not believed.
        public init(name: String, sentence: String) {
            self.name = name
            self.sentence = sentence
        }
    }

    /// What there is to learn from.
    public struct Material: Sendable, Equatable {
        /// Readings stored.
        public var readings: Int
        /// Readings that were stored when the last training began; nil before any.
        public var readingsAtTraining: Int?
        /// Models that there is enough to train the first version of, and that have none.
        public var missingModels: [String]

        /// What there is to learn from.
        public init(readings: Int, readingsAtTraining: Int?, missingModels: [String]) {
            self.readings = readings
            self.readingsAtTraining = readingsAtTraining
            self.missingModels = missingModels
        }
    }

    /// The moment.
    public var moment: Timestamp
    /// How far inputs have moved; nil where nobody knows.
    public var drift: Drift?
    /// How good forecasts have been; nil where too few outcomes are known.
    public var skill: Skill?
    /// Feeds that are not believed.
    public var doubtedFeeds: [DoubtedFeed]
    /// What asks for a training and is not settled, in order.
    public var requests: [RetrainingRequest]
    /// What there is to learn from.
    public var material: Material

    /// What is known.
    public init(
        moment: Timestamp, drift: Drift?, skill: Skill?, doubtedFeeds: [DoubtedFeed], requests: [RetrainingRequest],
        material: Material
    ) {
        self.moment = moment
        self.drift = drift
        self.skill = skill
        self.doubtedFeeds = doubtedFeeds
        self.requests = requests
        self.material = material
    }
}
