import Pipeline
import Readings

/// The drift windows for people.
struct DriftWatchText {
    private let statuses: [DriftStatus]
    private let problems: [(schema: String, words: String)]
    private let judgement: (String) -> FeedJudgement?

    init(
        _ statuses: [DriftStatus], problems: [(schema: String, words: String)],
        judgement: @escaping (String) -> FeedJudgement?
    ) {
        self.statuses = statuses
        self.problems = problems
        self.judgement = judgement
    }

    var text: String {
        (statuses.map(text) + problems.map { "\($0.schema): not watched: \($0.words)" })
            .joined(separator: "\n\n")
    }

    private func text(_ status: DriftStatus) -> String {
        let windows = [("all", status.all)] + status.stations.map { ($0.name, $0.window) }
        let hasSeason = windows.contains { $0.1.season != nil }
        var table = TextTable(
            ["window", "rows", "from", "to", "severity", "feature"] + (hasSeason ? ["season"] : []),
            leftAligned: [0, 2, 3, 5])
        for (name, window) in windows {
            table.add(
                [
                    name, "\(window.rowCount) of \(window.capacity)", window.from?.description ?? "–",
                    window.to?.description ?? "–", window.severity.map { Number.short($0, digits: 2) } ?? "–",
                    window.leading?.name ?? "–",
                ] + (hasSeason ? [window.farthestFromSeason?.seasonal.text ?? "–"] : []))
        }
        return ([verdict(status), table.text] + causes(of: status)).joined(separator: "\n")
    }

    /// Why inputs have moved, and which feeds are not believed.
    private func causes(of status: DriftStatus) -> [String] {
        let causes = status.causes.sorted { $0.key < $1.key }.map {
            "  \($0.key): \($0.value.kind.name), \($0.value.evidence)"
        }
        guard let judgement = judgement(status.schema) else { return causes }
        let open = judgement.open.map { "  feed: \($0.sentence)" }
        return causes
            + (open.isEmpty ? ["  feeds: all are believed, judged from \(judgement.from) to \(judgement.to)"] : open)
    }

    private func verdict(_ status: DriftStatus) -> String {
        let model = "\(status.modelName) version \(status.modelVersion)"
        guard status.all.isJudged else {
            return "\(status.schema): \(status.all.rowCount) inputs so far, judged from \(status.fewestJudgedRows) on "
                + "(\(model))"
        }
        guard status.isDrifted, let leading = status.all.leading, let score = leading.score else {
            return "\(status.schema): no drift; the inputs are where \(model) was trained"
        }
        let groups = Set(status.all.drifted.compactMap(\.group)).sorted().joined(separator: ", ")
        return "\(status.schema): drift in \(groups); \(leading.name) has moved by \(Number.short(score, digits: 2)) "
            + "standard deviations, from \(Number.short(leading.threshold, digits: 2)) on is drift (\(model))"
    }
}
