/// Sums over the forecasts of one sensor and horizon.
struct ForecastSums {
    private var count = 0
    private var absolute = 0.0
    private var squared = 0.0
    private var signed = 0.0
    private var persistence = 0.0
    private var seasonalNaive = 0.0
    private var climatology = 0.0
    private var pinball = 0.0
    private var covered: [Double]

    /// Sums of nothing yet.
    /// - Parameter levels: how many intervals there are.
    init(levels: Int) {
        covered = Array(repeating: 0, count: levels)
    }

    /// Adds a forecast.
    /// - Parameters:
    ///   - forecast: as a change from the present.
    ///   - outcome: what came, as a change from the present.
    ///   - yesterday: what yesterday lets expect, as a change from the present.
    ///   - week: what the last week lets expect, as a change from the present.
    ///   - bounds: each interval's level and what to add to the forecast.
    mutating func add(
        forecast: Double, outcome: Double, yesterday: Double, week: Double,
        bounds: [(level: Double, lower: Double, upper: Double)]
    ) {
        let error = forecast - outcome
        count += 1
        absolute += abs(error)
        squared += error * error
        signed += error
        persistence += abs(outcome)
        seasonalNaive += abs(yesterday - outcome)
        climatology += abs(week - outcome)
        guard !bounds.isEmpty else { return }
        var loss = Self.pinball(error: -error, level: 0.5)
        for (place, bound) in bounds.enumerated() {
            if (bound.lower...max(bound.lower, bound.upper)).contains(-error) { covered[place] += 1 }
            let tail = (1 - bound.level) / 2
            loss += Self.pinball(error: -error - bound.lower, level: tail)
            loss += Self.pinball(error: -error - bound.upper, level: 1 - tail)
        }
        pinball += loss / Double(1 + 2 * bounds.count)
    }

    /// The score, nil of nothing.
    func score(sensor: String, horizon: Int, levels: [Double]) -> ForecastScore? {
        guard count > 0 else { return nil }
        let number = Double(count)
        return ForecastScore(
            sensor: sensor, horizon: horizon, count: count, meanAbsoluteError: absolute / number,
            rootMeanSquaredError: (squared / number).squareRoot(), bias: signed / number,
            persistenceError: persistence / number, seasonalNaiveError: seasonalNaive / number,
            climatologyError: climatology / number,
            coverage: Dictionary(uniqueKeysWithValues: zip(levels, covered.map { $0 / number })),
            pinballLoss: levels.isEmpty ? nil : pinball / number)
    }

    /// Of an outcome that lies `error` above a quantile.
    private static func pinball(error: Double, level: Double) -> Double {
        error >= 0 ? level * error : (level - 1) * error
    }
}
