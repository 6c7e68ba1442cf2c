public import Ledger
public import Readings

/// How a policy did in a replay.
public struct PolicyOutcome: Sendable {
    /// A day's end.
    public struct Day: Sendable {
        /// When.
        public let moment: Timestamp
        /// Error of the weakest sensor's forecasts of the last week beside persistence, as a multiple of what its version
        /// promised; nil where too few outcomes are known.
        public let skillRatio: Double?
        /// The largest drift score of a group that votes; nil before the window is judged.
        public let driftScore: Double?
        /// The version that forecasts.
        public let version: Int?
    }

    /// A move of the forecaster's alias.
    public struct Move: Sendable {
        /// When.
        public let moment: Timestamp
        /// The champion from then on.
        public let version: Int
        /// Whether it took another back.
        public let isReturn: Bool
    }

    /// The policy.
    public let policy: ReplayPolicy
    /// Trainings after the first.
    public let retrainings: Int
    /// Those of them that drift, an alert or lost skill asked for while nothing that was put in could be the cause.
    public let falseAlarms: Int
    /// Changes of the world that no training followed within ``ReplayReport/hoursToNotice`` hours.
    public let missedChanges: Int
    /// Challengers that became champion.
    public let promotions: Int
    /// Champions that were taken back.
    public let rollBacks: Int
    /// Mean absolute error of the first sensor's forecasts against what was measured without faults, the mean
    /// over horizons; in its unit. NaN where nothing was forecast.
    public let meanAbsoluteError: Double
    /// 1 − error ÷ persistence's error, by sensor and hours ahead.
    public let skill: [String: [String: Double]]
    /// The same error by month, such as `2013-07`.
    public let monthlyErrors: [String: Double]
    /// All decisions.
    public let decisions: [DecisionRecord]
    /// Day by day what was seen.
    public let days: [Day]
    /// Who forecast from when on.
    public let moves: [Move]
}
