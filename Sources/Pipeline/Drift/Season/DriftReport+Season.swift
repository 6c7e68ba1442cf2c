extension DriftReport {
    /// The member of a group that has departed farthest from its season; nil where the season is not known.
    func farthestFromSeason(of group: DriftGroup) -> (feature: String, comparison: SeasonalComparison)? {
        let members = Set(group.features)
        return features.lazy.filter { members.contains($0.name) }
            .compactMap { feature in feature.seasonal.map { (feature.name, $0) } }
            .max { $0.1.score < $1.1.score }
    }

    /// How the window stands to the same weeks of earlier years; nil where that says nothing.
    var seasonSentence: String? {
        guard let season else {
            guard verdict == .drifted, reference.span != nil, current.span != nil else { return nil }
            return "The season is not known: the reference has too few rows of the same weeks of earlier years."
        }
        let found = groups.compactMap { group in
            farthestFromSeason(of: group).map { (name: group.name, comparison: $0.comparison) }
        }
        guard let farthest = found.max(by: { $0.comparison.score < $1.comparison.score }) else { return nil }
        let departed = found.filter(\.comparison.drifted).map(\.name)
        return "Against the same weeks of \(season.words), "
            + (departed.isEmpty
                ? "nothing has departed from its season"
                : departed.joined(separator: ", ")
                    + (departed.count == 1 ? " has" : " have") + " departed from the season")
            + ": \(farthest.name) most, by \(farthest.comparison.score.significantText()) standard deviations "
            + "(threshold \(farthest.comparison.threshold.significantText()))."
    }
}

extension Season {
    /// Such as `3 earlier years (1,680 rows)`.
    var words: String {
        "\(years) earlier year\(years == 1 ? "" : "s") (\(rows.count) row\(rows.count == 1 ? "" : "s"))"
    }
}

extension SeasonalComparison {
    /// The score for a table, marked with `*` beyond the threshold.
    public var text: String { score.significantText() + (drifted ? " *" : "") }
}
