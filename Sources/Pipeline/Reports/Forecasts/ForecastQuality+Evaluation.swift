import Learning
import Readings

extension ForecastQuality {
    /// The figures of an evaluation.
    /// - Parameters:
    ///   - evaluation: of all forecasts.
    ///   - trainings: of the forecasts of each training alone, ascending by the day of its first forecast.
    ///   - quantities: the sensors, in the order of the report.
    init(
        _ evaluation: ForecastEvaluation, trainings: [(day: String, evaluation: ForecastEvaluation)] = [],
        quantities: [Quantity]
    ) {
        let levels = Set(evaluation.scores.flatMap(\.coverage.keys)).sorted()
        func scores(_ all: [ForecastScore], _ sensor: String) -> [Score] {
            all.filter { $0.sensor == sensor }.map { Score($0, levels: levels) }
        }
        func groups(_ all: [(key: String, value: [ForecastScore])], _ sensor: String) -> [Group] {
            all.map { Group(name: $0.key, scores: scores($0.value, sensor)) }
        }
        let months = evaluation.byMonth.sorted { $0.key < $1.key }
        let stations = evaluation.byStation.sorted { $0.key < $1.key }
        let steps = trainings.map { (key: $0.day, value: $0.evaluation.scores) }
        self.init(
            levels: levels,
            sensors: quantities.map { quantity in
                Sensor(
                    name: quantity.name, unit: quantity.unit, scores: scores(evaluation.scores, quantity.name),
                    months: groups(months, quantity.name), stations: groups(stations, quantity.name),
                    trainings: groups(steps, quantity.name))
            })
    }
}

extension ForecastQuality.Score {
    fileprivate init(_ score: ForecastScore, levels: [Double]) {
        self.init(
            horizon: score.horizon, count: score.count, error: score.meanAbsoluteError,
            rootMeanSquaredError: score.rootMeanSquaredError, bias: score.bias,
            pinballLoss: score.pinballLoss ?? .nan, persistenceError: score.persistenceError,
            seasonalNaiveError: score.seasonalNaiveError, climatologyError: score.climatologyError,
            coverage: levels.map { score.coverage[$0] ?? .nan })
    }
}
