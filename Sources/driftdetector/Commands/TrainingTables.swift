import Learning
import Pipeline
import Registry

/// What `quickstart` and `train` print for people.
enum TrainingTables {
    /// Skill by sensor and hours ahead.
    static func skill(_ evaluation: ForecastEvaluation) -> String {
        let horizons = Set(evaluation.scores.map(\.horizon)).sorted()
        var table = TextTable(["skill against persistence"] + horizons.map { "\($0) h" })
        var sensors: [String] = []
        for score in evaluation.scores where !sensors.contains(score.sensor) { sensors.append(score.sensor) }
        for sensor in sensors {
            let scores = evaluation.scores.filter { $0.sensor == sensor }
            table.add(
                [sensor]
                    + horizons.map { horizon in
                        scores.first { $0.horizon == horizon }.map { Number.short($0.skill, digits: 2) } ?? "–"
                    })
        }
        return table.text
    }

    /// Versions and what points at them.
    static func models(_ models: [TrainedModel]) -> String {
        var table = TextTable(["model", "version", "alias", "files"], leftAligned: [0, 2, 3])
        for model in models {
            table.add([
                model.version.name, "\(model.version.number)", model.alias.rawValue, model.version.directory,
            ])
        }
        return table.text
    }
}
