extension ForecastQuality {
    /// Every sensor and horizon.
    private var scores: [Score] { sensors.flatMap(\.scores) }

    /// How many sensors and horizons beat the simple forecasts.
    package var skillSentence: String {
        let judged = scores.filter(\.skill.isFinite)
        guard !judged.isEmpty else { return "No forecast has been judged." }
        let better = judged.count { $0.skill > 0 }
        let best = judged.count { $0.skill > max(0, $0.bestSimpleSkill) }
        return "Of \(judged.count) pairs of sensor and hours ahead, \(better) are forecast closer than by persistence, "
            + "and \(best) closer than by each of three simple forecasts."
    }

    /// Which share of all outcomes lies inside of the intervals of each level.
    package var coverageSentence: String {
        let all = Group(name: "", scores: scores)
        let shares = levels.indices.map { (level: levels[$0], share: all.coverage(level: $0)) }
            .filter(\.share.isFinite)
        guard !shares.isEmpty else { return "The forecasts have no intervals, or none was judged." }
        let told = shares.map { "\(Self.percent($0.share)) inside of the \(Self.name(ofLevel: $0.level)) intervals" }
        return "Of all outcomes lie " + told.joined(separator: ", ") + "."
    }

    /// Where the mean skill over sensors and horizons is highest and lowest.
    /// - Parameters:
    ///   - groups: those of a sensor.
    ///   - one: what a group is called.
    /// - Returns: a sentence; parts of a group's time do not count.
    package func rangeSentence(_ groups: (Sensor) -> [Group], one: String) -> String {
        let names = Set(sensors.flatMap { groups($0).map(\.name) }).sorted()
        let pooled = names.map { name in
            Group(name: name, scores: sensors.flatMap { groups($0).filter { $0.name == name }.flatMap(\.scores) })
        }
        guard let (lowest, highest) = Group.extremes(of: pooled) else { return "No \(one) has been judged." }
        func told(_ group: Group) -> String { "\(group.meanSkill.fixedText(decimals: 2)) (\(group.name))" }
        guard lowest.name != highest.name else {
            return "Mean skill over sensors and hours ahead of the one \(one): \(told(lowest))."
        }
        return "Mean skill over sensors and hours ahead, by \(one): highest \(told(highest)), lowest \(told(lowest))."
    }

    /// Such as `80 %`; the space does not break.
    static func name(ofLevel level: Double) -> String { "\((level * 100).shortText(decimals: 1))\u{A0}%" }

    /// Such as `79.3 %`; the space does not break.
    static func percent(_ share: Double) -> String { "\((share * 100).fixedText(decimals: 1))\u{A0}%" }
}

extension ForecastQuality.Score {
    /// The higher skill of yesterday's value and the last week's mean; what is no number does not count.
    var bestSimpleSkill: Double {
        [seasonalNaiveSkill, climatologySkill].filter(\.isFinite).max() ?? -.infinity
    }
}

extension ForecastQuality.Group {
    /// Of fewer forecasts than a quarter of the largest group's, so that its figures say little.
    func isPart(of groups: [ForecastQuality.Group]) -> Bool {
        4 * count < (groups.map(\.count).max() ?? 0)
    }

    /// The groups of lowest and highest mean skill, those left out that are only parts.
    static func extremes(
        of groups: [ForecastQuality.Group]
    ) -> (lowest: ForecastQuality.Group, highest: ForecastQuality.Group)? {
        let whole = groups.filter { $0.meanSkill.isFinite && !$0.isPart(of: groups) }
        guard let lowest = whole.min(by: { $0.meanSkill < $1.meanSkill }),
            let highest = whole.max(by: { $0.meanSkill < $1.meanSkill })
        else { return nil }
        return (lowest, highest)
    }
}
