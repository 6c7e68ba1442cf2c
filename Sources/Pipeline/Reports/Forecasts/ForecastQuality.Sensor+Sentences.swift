extension ForecastQuality.Sensor {
    /// The name as people write it, such as `wind speed`.
    var words: String { String(name.map { $0 == "_" ? " " : $0 }) }

    /// Where the forecasts are closest and whether something simple is closer.
    package var skillSentence: String {
        let judged = scores.filter(\.skill.isFinite)
        guard let best = judged.max(by: { $0.skill < $1.skill }), let worst = judged.min(by: { $0.skill < $1.skill })
        else { return "Nothing was judged, or persistence has no error." }
        func told(_ score: ForecastQuality.Score) -> String {
            "\(score.horizon) h: skill \(score.skill.fixedText(decimals: 2)), error "
                + "\(score.error.fixedText(decimals: 2)) beside \(score.persistenceError.fixedText(decimals: 2))\u{A0}\(unit) of persistence"
        }
        let range = best.horizon == worst.horizon ? "" : "; lowest at \(told(worst))"
        let beaten = judged.filter { max(0, $0.bestSimpleSkill) > $0.skill }.map { "\($0.horizon) h" }
        return "Highest at \(told(best))\(range). "
            + (beaten.isEmpty
                ? "No simple forecast is closer." : "A simple forecast is closer at \(beaten.joined(separator: ", ")).")
    }

    /// In which groups the skill is highest and lowest, and how often it is below zero.
    /// - Parameter groups: of this sensor.
    /// - Returns: a sentence.
    package func rangeSentence(of groups: [ForecastQuality.Group]) -> String {
        guard let (lowest, highest) = ForecastQuality.Group.extremes(of: groups) else { return "Nothing was judged." }
        let skills = groups.flatMap(\.scores).map(\.skill).filter(\.isFinite)
        let worse = skills.count { $0.rounded(toDecimals: 2) < 0 }
        let range =
            lowest.name == highest.name
            ? "Mean skill \(lowest.meanSkill.fixedText(decimals: 2))"
            : "Mean skill from \(lowest.meanSkill.fixedText(decimals: 2)) (\(lowest.name)) to "
                + "\(highest.meanSkill.fixedText(decimals: 2)) (\(highest.name))"
        let told = worse == 0 ? "none" : "\(worse)"
        return "\(range); \(told) of \(skills.count) fields \(worse > 1 ? "are" : "is") worse than persistence."
    }

    /// How many outcomes lie inside of the main intervals over the horizons, and which interval is farthest off.
    /// - Parameters:
    ///   - levels: of the intervals.
    ///   - main: the place of the level that is spoken of; nil without intervals.
    /// - Returns: a sentence.
    package func coverageSentence(levels: [Double], main: Int?) -> String {
        let shares = main.map { main in scores.compactMap { main < $0.coverage.count ? $0.coverage[main] : nil } } ?? []
        let known = shares.filter(\.isFinite)
        guard let main, let least = known.min(), let most = known.max() else { return "There is no interval." }
        let gaps = scores.flatMap { score in
            zip(levels, score.coverage).filter(\.1.isFinite).map { (level: $0, share: $1, horizon: score.horizon) }
        }
        let range = "\(ForecastQuality.percent(least)) to \(ForecastQuality.percent(most))"
        let level = ForecastQuality.name(ofLevel: levels[main])
        guard let farthest = gaps.max(by: { ($0.share - $0.level).magnitude < ($1.share - $1.level).magnitude })
        else { return "\(range) of outcomes lie inside of the \(level) intervals." }
        return "\(range) of outcomes lie inside of the \(level) intervals; farthest off are the "
            + "\(ForecastQuality.name(ofLevel: farthest.level)) intervals at \(farthest.horizon) h with "
            + "\(ForecastQuality.percent(farthest.share))."
    }

    /// At which stations the fewest and the most outcomes lie inside of the main intervals.
    /// - Parameters:
    ///   - levels: of the intervals.
    ///   - main: the place of the level that is spoken of; nil without intervals.
    /// - Returns: a sentence.
    package func stationCoverageSentence(levels: [Double], main: Int?) -> String {
        guard let main else { return "There is no interval." }
        let shares = stations.map { (name: $0.name, share: $0.coverage(level: main)) }.filter(\.share.isFinite)
        guard let least = shares.min(by: { $0.share < $1.share }), let most = shares.max(by: { $0.share < $1.share })
        else { return "There is no interval." }
        let level = ForecastQuality.name(ofLevel: levels[main])
        guard least.name != most.name else {
            return "\(ForecastQuality.percent(least.share)) of outcomes lie inside of the \(level) intervals."
        }
        return "Inside of the \(level) intervals lie \(ForecastQuality.percent(least.share)) of outcomes at "
            + "\(least.name), the fewest, and \(ForecastQuality.percent(most.share)) at \(most.name), the most."
    }
}
