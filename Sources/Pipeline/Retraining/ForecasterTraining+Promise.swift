import Features
import Learning
import Readings

extension ForecasterTraining.Outcome {
    /// What its forecasts are held against once it answers, as named numbers such as `promised_ratio_temperature_6h`: the
    /// error beside persistence's, over the days that it was judged on and those that it was validated on.
    ///
    /// The days of the gate alone are too few: a ratio over a week of weather is 10 to 15 % off by chance.
    var promises: [String: Double] {
        let schema = forecaster.schema
        let sensors = schema.sensors.quantities
        let judged = evaluation.metrics
        var promises: [String: Double] = [:]
        for output in 0..<schema.outputCount {
            let (horizon, sensor) = output.quotientAndRemainder(dividingBy: sensors.count)
            let name = "\(sensors[sensor].name)_\(schema.horizons[horizon])h"
            var (error, persistence) = (0.0, 0.0)
            if output < validation.count {
                (error, persistence) = (validation[output].error, validation[output].persistence)
            }
            if let score = evaluation.scores.first(where: {
                $0.sensor == sensors[sensor].name && $0.horizon == schema.horizons[horizon]
            }), let mean = judged["mae_\(name)"], let simple = judged["persistence_mae_\(name)"] {
                error += mean * Double(score.count)
                persistence += simple * Double(score.count)
            }
            if persistence > 0 { promises["promised_ratio_\(name)"] = error / persistence }
        }
        return promises
    }
}
