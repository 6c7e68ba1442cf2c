extension DataTable {
    /// Every figure of some scores.
    /// - Parameters:
    ///   - groups: of one sensor.
    ///   - one: what a group is called; nil for a single group without a name.
    ///   - sensor: whose scores they are.
    ///   - levels: of the intervals.
    init(
        _ groups: [ForecastQuality.Group], one: String?, sensor: ForecastQuality.Sensor, levels: [Double]
    ) {
        self.init(
            caption: "\(sensor.words)\(one.map { " by \($0)" } ?? "") and hours ahead, errors in \(sensor.unit)",
            columns: (one.map { [$0] } ?? []) + [
                "hours ahead", "forecasts", "MAE", "RMSE", "bias", "pinball loss", "skill", "skill of yesterday",
                "skill of 7 days",
            ] + levels.map { "in \(ForecastQuality.name(ofLevel: $0))" },
            rows: groups.flatMap { group in
                group.scores.map { score in
                    (one.map { _ in [group.name] } ?? []) + Self.cells(of: score, levels: levels)
                }
            })
    }

    /// Skill and mean absolute error of some groups, one row a group.
    /// - Parameters:
    ///   - groups: of one sensor.
    ///   - one: what a group is called.
    ///   - sensor: whose scores they are.
    init(skillsOf groups: [ForecastQuality.Group], one: String, sensor: ForecastQuality.Sensor) {
        let horizons = Set(groups.flatMap { $0.scores.map(\.horizon) }).sorted()
        self.init(
            caption: "\(sensor.words) by \(one), skill and mean absolute error (MAE) in \(sensor.unit)",
            columns: [one, "forecasts"] + horizons.map { "skill, \($0) h" } + horizons.map { "MAE, \($0) h" },
            rows: groups.map { group in
                let scores = horizons.map { horizon in group.scores.first { $0.horizon == horizon } }
                return [group.name, "\(group.count)"]
                    + (scores.map { $0?.skill } + scores.map { $0?.error }).map {
                        ($0 ?? .nan).fixedText(decimals: 2)
                    }
            })
    }

    private static func cells(of score: ForecastQuality.Score, levels: [Double]) -> [String] {
        let errors = [score.error, score.rootMeanSquaredError, score.bias, score.pinballLoss]
        let skills = [score.skill, score.seasonalNaiveSkill, score.climatologySkill]
        let shares = levels.indices.map { $0 < score.coverage.count ? score.coverage[$0] * 100 : .nan }
        return ["\(score.horizon)", "\(score.count)"] + (errors + skills).map { $0.fixedText(decimals: 2) }
            + shares.map { $0.fixedText(decimals: 1) }
    }
}
