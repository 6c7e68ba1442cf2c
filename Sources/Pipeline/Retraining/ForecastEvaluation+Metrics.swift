public import Learning

extension ForecastEvaluation {
    /// The scores as named numbers, such as `mae_temperature_6h` and `skill_temperature_6h`.
    var metrics: [String: Double] {
        var metrics: [String: Double] = [:]
        for score in scores {
            let name = "\(score.sensor)_\(score.horizon)h"
            metrics["mae_\(name)"] = score.meanAbsoluteError
            metrics["rmse_\(name)"] = score.rootMeanSquaredError
            metrics["bias_\(name)"] = score.bias
            metrics["persistence_mae_\(name)"] = score.persistenceError
            metrics["seasonal_naive_mae_\(name)"] = score.seasonalNaiveError
            metrics["climatology_mae_\(name)"] = score.climatologyError
            for (level, share) in score.coverage { metrics["coverage_\(Int(level * 100))_\(name)"] = share }
            if let loss = score.pinballLoss { metrics["pinball_\(name)"] = loss }
            if score.skill.isFinite { metrics["skill_\(name)"] = score.skill }
        }
        return metrics
    }

    /// Skill against persistence by sensor and hours ahead.
    public var skills: [String: [String: Double]] {
        var skills: [String: [String: Double]] = [:]
        for score in scores where score.skill.isFinite {
            skills[score.sensor, default: [:]]["\(score.horizon)"] = score.skill
        }
        return skills
    }
}
