import Features
import Learning
import Readings

extension ForecasterTraining.Outcome {
    /// What the trainer was told, and what it chose for each sensor and horizon.
    func parameters(booster: TreeBooster?) -> [String: String] {
        let schema = forecaster.schema
        var parameters = booster?.parameters ?? [:]
        parameters["method"] =
            "ridge on the change from the present" + (booster.map { ", blended with trees of \($0.name)" } ?? "")
        parameters["penalties"] = ForecasterTrainer.penalties.map { "\(Int($0))" }.joined(separator: ",")
        parameters["horizons"] = schema.horizons.map(String.init).joined(separator: ",")
        if schema.neighbours > 0 { parameters["neighbours"] = "\(schema.neighbours)" }
        for (horizon, hours) in schema.horizons.enumerated() {
            for (sensor, quantity) in schema.sensors.quantities.enumerated() {
                let weight = forecaster.blend[forecaster.output(horizon: horizon, sensor: sensor)]
                parameters["blend_\(quantity.name)_\(hours)h"] = "\(weight.linear) linear, \(weight.boosted) trees"
            }
        }
        return parameters
    }
}
