import Learning
import Readings

/// What `backtest` prints for machines.
struct BacktestSummary: Encodable {
    /// One sensor and horizon.
    struct Score: Encodable {
        let sensor: String
        let horizonHours: Int
        let count: Int
        let mae: Double
        let rmse: Double
        let bias: Double
        let persistenceMae: Double
        let seasonalNaiveMae: Double
        let climatologyMae: Double
        /// Null where persistence has no error.
        let skill: Double?
        /// By the interval's level.
        let coverage: [String: Double]
        let pinballLoss: Double?

        init(_ score: ForecastScore) {
            sensor = score.sensor
            horizonHours = score.horizon
            count = score.count
            mae = score.meanAbsoluteError
            rmse = score.rootMeanSquaredError
            bias = score.bias
            persistenceMae = score.persistenceError
            seasonalNaiveMae = score.seasonalNaiveError
            climatologyMae = score.climatologyError
            skill = score.skill.isFinite ? score.skill : nil
            coverage = Dictionary(uniqueKeysWithValues: score.coverage.map { ("\($0)", $1) })
            pinballLoss = score.pinballLoss
        }
    }

    let from: String
    let trainings: Int
    let scores: [Score]
    let byStation: [String: [Score]]
    let byMonth: [String: [Score]]
    let seconds: Double

    init(_ evaluation: ForecastEvaluation, from: Timestamp, trainings: Int, seconds: Double) {
        self.from = from.description
        self.trainings = trainings
        scores = evaluation.scores.map(Score.init)
        byStation = evaluation.byStation.mapValues { $0.map(Score.init) }
        byMonth = evaluation.byMonth.mapValues { $0.map(Score.init) }
        self.seconds = seconds
    }
}
