import Drift

extension DriftReport {
    /// The verdict in a sentence or two: what has moved most, and how far.
    public var verdictSentence: String {
        guard let leader else { return "Nothing to decide on: no column that votes has values on both sides." }
        let speaker = features.first { $0.name == leader.speaker }
        let moved = groups.filter(\.drifted)
        let place = speaker.flatMap(\.placeWords).map { " " + $0 } ?? ""
        guard !moved.isEmpty else {
            return "No drift: \(leader.name) has moved most, \(leader.scoreWords).\(place)"
        }
        let many = groups.count == 1 ? "" : "\(moved.count) of \(groups.count) \(groupNoun), "
        return "Drift: \(many)\(leader.name) most, \(leader.scoreWords).\(place)"
    }

    /// What else a reader should know, a sentence each.
    public var findings: [String] {
        var findings: [String] = []
        let others = groups.filter { $0.drifted && $0 != leader }
        if !others.isEmpty {
            findings.append(
                "Drifted as well: " + Self.listed(others.map { "\($0.name) (\($0.shortScore))" }) + ".")
        }
        if let seasonSentence { findings.append(seasonSentence) }
        findings += causeSentences
        if let onReference { findings.append(onReference.sentence) }
        let silent = features.filter { $0.vote.group == nil && $0.drifted }
        if !silent.isEmpty {
            findings.append(
                "Moved without a vote, since the calendar and products say nothing of their own: "
                    + Self.listed(silent.map(\.name)) + ".")
        }
        findings.append(
            "By Evidently's rule \(dataset.drifted ? "the data set has drifted" : "the data set has not drifted"): "
                + "\(dataset.driftedCount) of \(dataset.columnCount) columns, "
                + "\((dataset.share * 100).fixedText(decimals: 0)) %, and "
                + "\((dataset.requiredShare * 100).fixedText(decimals: 0)) % are needed.")
        for (status, words) in Self.cautions {
            let names = features.filter { $0.statuses.contains(status) }.map(\.name)
            if !names.isEmpty { findings.append("\(words) (\(status.rawValue)): \(Self.listed(names)).") }
        }
        if !onlyInReference.isEmpty {
            findings.append("In the reference alone: \(Self.listed(onlyInReference)).")
        }
        if !onlyInCurrent.isEmpty {
            findings.append("In the current window alone: \(Self.listed(onlyInCurrent)).")
        }
        return findings
    }

    /// What a reader should know before trusting a score, the gravest first.
    private static let cautions: [(status: SampleStatus, words: String)] = [
        (.empty, "A side has no value, so there is no score"), (.insufficient, "A side has a single value"),
        (.constant, "All values of a side are equal"), (.nonFinite, "Missing values were left out"),
    ]

    /// What to do next.
    public var nextStep: String {
        switch verdict {
        case .drifted:
            nextStepOfDrift
        case .stable: "Nothing to do: the models see what they have learned from."
        case .undecided: "Check the columns: driftdetector features build makes rows that can be compared."
        }
    }

    private var nextStepOfDrift: String {
        let feeds = causes.values.contains { if case .feed = $0.kind { true } else { false } }
        if feeds { return "Repair the feed first: a model that is trained on it learns the fault." }
        return
            "Drift is not a fault: a change of season moves weather as far. Before training again, see whether forecasts "
            + "have become worse (driftdetector backtest)"
            + (season == nil ? ", and compare with the same weeks of an earlier year." : ".")
    }

    /// The features from the largest deciding score down, of p-values from the smallest up; those without a score last.
    public var featuresByScore: [DriftFeature] {
        let keys = features.map { feature -> (Bool, Double) in
            guard let decision = feature.decision, let score = feature.decidingScore else { return (false, 0) }
            let strength = DriftGroup.strength(score, test: decision.test, threshold: decision.threshold)
            return (true, decision.threshold == nil ? score : strength)
        }
        return features.indices.sorted { left, right in
            let (ours, theirs) = (keys[left], keys[right])
            if ours.0 != theirs.0 { return ours.0 }
            return ours.1 == theirs.1 ? left < right : ours.1 > theirs.1
        }.map { features[$0] }
    }

    /// The first of many.
    private static func listed(_ names: [String]) -> String {
        names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }

    /// What those who vote are.
    var groupNoun: String { schema == nil ? "columns" : "sensors" }
}

extension DriftTable {
    /// Rows and span, such as `720 rows, 2013-07-01T00:00:00Z to 2013-07-30T23:00:00Z`.
    public var words: String {
        "\(rowCount) row\(rowCount == 1 ? "" : "s")"
            + (span.map { ", \($0.lowerBound) to \($0.upperBound)" } ?? ", without moments")
    }
}

extension DriftGroup {
    /// How far it has moved, and how far it may.
    var scoreWords: String {
        let allowed = threshold.map { " (threshold \($0.significantText()))" } ?? ""
        return switch test {
        case .wassersteinNorm: "by \(score.significantText()) standard deviations\(allowed)"
        case .wasserstein: "by \(score.significantText())\(unit.map { " \($0)" } ?? "")\(allowed)"
        default:
            test.scoresProbability
                ? "p-value of \(test.rawValue) \(score.significantText())\(allowed)"
                : "\(test.rawValue) \(score.significantText())\(allowed)"
        }
    }

    /// Such as `0.42`, or `p = 0.01`.
    var shortScore: String { (test.scoresProbability ? "p = " : "") + score.significantText() }
}

extension DriftFeature {
    /// The deciding score for a table; `–` without one.
    public var decidingScoreText: String { decidingScore?.significantText() ?? "–" }

    /// Where the middle was and is.
    var placeWords: String? {
        let unit = vote.unit.map { " \($0)" } ?? ""
        if let before = reference.moments, let after = current.moments, let shift {
            let robust = shift.medianInRanges.map { ", \($0.magnitude.significantText()) interquartile ranges" } ?? ""
            guard shift.median != 0 else {
                return "The median of \(name) is still \(before.median.significantText())\(unit)."
            }
            return "The median of \(name) went from \(before.median.significantText()) to "
                + "\(after.median.significantText())\(unit)\(robust)."
        }
        guard let before = reference.labels?.mostFrequent, let after = current.labels?.mostFrequent else { return nil }
        return before == after
            ? "The most frequent label of \(name) is still \(before)."
            : "The most frequent label of \(name) was \(before) and is \(after)."
    }
}

extension FeatureSummary {
    /// The median, or the most frequent label; `–` without values.
    public var middleText: String {
        moments?.median.significantText() ?? labels?.mostFrequent ?? "–"
    }
}
