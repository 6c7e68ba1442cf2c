import Pipeline
import Readings

extension ForecastQuality {
    /// One sensor with one group of each kind, each text being `text`, each number `number`, with `count` horizons.
    static func uniform(text: String, number: Double, count: Int, hasTrainings: Bool) -> ForecastQuality {
        let scores = (0..<count).map { horizon in
            Score(
                horizon: horizon, count: 1, error: number, rootMeanSquaredError: number, bias: number,
                pinballLoss: number, persistenceError: number, seasonalNaiveError: number, climatologyError: number,
                coverage: [number, number])
        }
        let groups = [Group(name: text, scores: scores)]
        return ForecastQuality(
            levels: [0.5, 0.9],
            sensors: [
                Sensor(
                    name: text, unit: text, scores: scores, months: groups, stations: groups,
                    trainings: hasTrainings ? groups : [])
            ])
    }
}

extension ForecastQuality.Score {
    /// A score with these errors and coverages of 50, 80 and 95 %; the rest does not matter.
    static func sample(
        horizon: Int, count: Int = 100, error: Double, persistence: Double, yesterday: Double = 9, week: Double = 9,
        coverage: [Double] = [0.5, 0.8, 0.95]
    ) -> ForecastQuality.Score {
        ForecastQuality.Score(
            horizon: horizon, count: count, error: error, rootMeanSquaredError: error * 1.3, bias: 0.01,
            pinballLoss: error / 3, persistenceError: persistence, seasonalNaiveError: yesterday,
            climatologyError: week, coverage: coverage)
    }
}

extension ForecastQuality.Sensor {
    /// Random scores of five horizons.
    static func sample(
        name: String, unit: String, months: Int, stations: [String], trainings: Int, random: inout Weyl
    ) -> ForecastQuality.Sensor {
        func scores() -> [ForecastQuality.Score] {
            [1, 3, 6, 12, 24].map { horizon in
                .sample(
                    horizon: horizon, count: 13_000, error: random.number(), persistence: 0.5 + random.number(),
                    yesterday: 0.5 + random.number(), week: 0.5 + random.number(), coverage: random.numbers(3))
            }
        }
        func groups(_ names: [String]) -> [ForecastQuality.Group] {
            names.map { ForecastQuality.Group(name: $0, scores: scores()) }
        }
        return ForecastQuality.Sensor(
            name: name, unit: unit, scores: scores(),
            months: groups((0..<months).map { "20\(10 + $0 / 12)-\(10 + $0 % 12)" }), stations: groups(stations),
            trainings: groups((0..<trainings).map { "2013-07-\(10 + $0)" }))
    }
}
