public import Ledger

/// How good a version's forecasts have been lately, beside persistence and beside what it promised.
public struct LiveSkill: Sendable, Equatable {
    /// One sensor and horizon, over all stations.
    public struct Score: Sendable, Equatable {
        /// The sensor.
        public let sensor: String
        /// Hours ahead.
        public let horizon: Int
        /// Forecasts with an outcome.
        public let count: Int
        /// Hours with an outcome, of the station that has most.
        public let hourCount: Int
        /// Mean absolute error, in the sensor's unit.
        public let meanAbsoluteError: Double
        /// Mean absolute error of persistence on the same targets.
        public let persistenceError: Double
        /// The share of outcomes inside of the interval at 80 %; nil without intervals.
        public let coverage: Double?
        /// Error ÷ persistence's error when the version was judged; nil where that is not known.
        public let promisedRatio: Double?

        /// 1 − error ÷ persistence's; nil where persistence has no error.
        public var skill: Double? { persistenceError > 0 ? 1 - meanAbsoluteError / persistenceError : nil }
        /// Error ÷ persistence's, and that ÷ what was promised; nil where one of them is not known.
        public var ratio: Double? {
            guard persistenceError > 0, let promisedRatio, promisedRatio > 0 else { return nil }
            return meanAbsoluteError / persistenceError / promisedRatio
        }
    }

    /// By sensor and horizon.
    public let scores: [Score]

    /// Hours with outcomes without which nothing is said about a sensor and horizon: stations share their weather, and a few
    /// days of it are no measure however many stations there are.
    public static let fewestHours = 120

    /// Scores that are known already.
    init(scores: [Score]) {
        self.scores = scores
    }

    /// The skill that errors show.
    /// - Parameters:
    ///   - errors: series by series, of one version.
    ///   - metrics: what the version promised: `promised_ratio_SENSOR_Nh` or, of older ones,
    ///     `mae_SENSOR_Nh` and `persistence_mae_SENSOR_Nh`.
    public init(_ errors: [ForecastErrors], promised metrics: [String: Double]) {
        struct Output: Hashable {
            let sensor: String
            let horizon: Int
        }
        let groups = Dictionary(grouping: errors) { Output(sensor: $0.series.sensor, horizon: $0.series.horizon) }
        scores = groups.sorted { ($0.key.sensor, $0.key.horizon) < ($1.key.sensor, $1.key.horizon) }
            .map { output, errors in
                let count = errors.reduce(0) { $0 + $1.count }
                func mean(_ error: (ForecastErrors) -> Double) -> Double {
                    errors.reduce(0) { $0 + error($1) * Double($1.count) } / Double(max(1, count))
                }
                let intervals = errors.reduce(0) { $0 + $1.intervalCount }
                return Score(
                    sensor: output.sensor, horizon: output.horizon, count: count,
                    hourCount: errors.map(\.count).max() ?? 0,
                    meanAbsoluteError: mean(\.meanAbsoluteError), persistenceError: mean(\.persistenceError),
                    coverage: intervals > 0
                        ? Double(errors.reduce(0) { $0 + $1.coveredCount }) / Double(intervals) : nil,
                    promisedRatio: Self.promisedRatio(ofSensor: output.sensor, horizon: output.horizon, in: metrics))
            }
    }

    /// Error ÷ persistence's error as a version's metrics have it; nil where they do not.
    ///
    /// Versions of earlier programs promise what they did on the days that they were judged on.
    static func promisedRatio(ofSensor sensor: String, horizon: Int, in metrics: [String: Double]) -> Double? {
        if let promised = metrics["promised_ratio_\(sensor)_\(horizon)h"] { return promised }
        guard let persistence = metrics["persistence_mae_\(sensor)_\(horizon)h"], persistence > 0 else { return nil }
        return metrics["mae_\(sensor)_\(horizon)h"].map { $0 / persistence }
    }

    /// The sensor that has lost most, over all its horizons; nil where too few outcomes are known.
    public var weakest: RetrainingObservation.Skill? {
        let known = scores.filter { $0.hourCount >= Self.fewestHours && $0.ratio != nil }
        return Dictionary(grouping: known, by: \.sensor).map { sensor, scores in
            RetrainingObservation.Skill(
                sensor: sensor, ratio: scores.reduce(0) { $0 + ($1.ratio ?? 0) } / Double(scores.count),
                count: scores.reduce(0) { $0 + $1.count })
        }.max { ($0.ratio, $1.sensor) < ($1.ratio, $0.sensor) }
    }
}
