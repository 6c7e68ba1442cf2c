extension ForecastQuality {
    /// The scores of one sensor on some of the forecasts alone.
    package struct Group: Sendable {
        /// Such as a station, a month or the day of a training.
        package let name: String
        /// One a horizon that was judged, ascending.
        package let scores: [Score]

        package init(name: String, scores: [Score]) {
            self.name = name
            self.scores = scores
        }

        /// The mean over the horizons, NaN where none has a skill.
        package var meanSkill: Double {
            let skills = scores.map(\.skill).filter(\.isFinite)
            return skills.isEmpty ? .nan : skills.reduce(0, +) / Double(skills.count)
        }

        /// Forecasts with an outcome.
        package var count: Int { scores.reduce(0) { $0 + $1.count } }

        /// The share of outcomes of all horizons inside of the intervals.
        /// - Parameter level: a place in the levels.
        /// - Returns: 0 … 1, NaN where there are no intervals.
        package func coverage(level: Int) -> Double {
            let inside = scores.filter { level < $0.coverage.count && $0.coverage[level].isFinite }
            let count = inside.reduce(0) { $0 + $1.count }
            return count > 0 ? inside.reduce(0) { $0 + $1.coverage[level] * Double($1.count) } / Double(count) : .nan
        }
    }
}
