import Learning
import Pipeline
import Registry

/// What `quickstart` and `train` print for people.
enum TrainingTables {
    /// Skill by sensor and hours ahead.
    static func skill(_ evaluation: ForecastEvaluation) -> String {
        table("skill against persistence", evaluation) { Number.short($0.skill, digits: 2) }
    }

    /// The share of outcomes inside of the intervals of a level; nil when there are none.
    static func coverage(_ evaluation: ForecastEvaluation, level: Double) -> String? {
        guard evaluation.scores.contains(where: { $0.coverage[level] != nil }) else { return nil }
        return table("inside of \(Number.short(100 * level, digits: 0)) % intervals", evaluation) { score in
            score.coverage[level].map { Number.short(100 * $0, digits: 1) } ?? "–"
        }
    }

    /// A number of each score by sensor and hours ahead.
    private static func table(
        _ title: String, _ evaluation: ForecastEvaluation, _ number: (ForecastScore) -> String
    ) -> String {
        let horizons = Set(evaluation.scores.map(\.horizon)).sorted()
        var table = TextTable([title] + horizons.map { "\($0) h" })
        var sensors: [String] = []
        for score in evaluation.scores where !sensors.contains(score.sensor) { sensors.append(score.sensor) }
        for sensor in sensors {
            let scores = evaluation.scores.filter { $0.sensor == sensor }
            table.add(
                [sensor]
                    + horizons.map { horizon in
                        scores.first { $0.horizon == horizon }.map(number) ?? "–"
                    })
        }
        return table.text
    }

    /// Versions and what points at them.
    static func models(_ models: [TrainedModel]) -> String {
        var table = TextTable(["model", "version", "alias", "files"], leftAligned: [0, 2, 3])
        for model in models {
            table.add([
                model.version.name, "\(model.version.number)", model.alias?.rawValue ?? "", model.version.directory,
            ])
        }
        return table.text
    }
}
