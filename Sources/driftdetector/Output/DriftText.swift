import Drift
import Pipeline

/// A drift report for people at a terminal.
struct DriftText {
    private let report: DriftReport

    init(_ report: DriftReport) {
        self.report = report
    }

    /// The verdict, both windows, the features from the largest score down, and what to do next.
    /// - Parameter html: the page that is written besides; nil when there is none.
    /// - Returns: lines of text.
    func text(html: String?) -> String {
        var parts = [report.verdictSentence]
        parts.append(
            ["reference: \(report.reference.words)", "current:   \(report.current.words)"]
                .map { "  \($0)" }.joined(separator: "\n"))
        parts.append(table.text)
        parts.append(
            (report.findings
                + [
                    isBlindToFeeds
                        ? "Feeds were not judged: that needs all sensors of a schema with machine_id and observed_at on both "
                            + "sides, and a window that begins after the reference ends." : nil,
                    report.nextStep,
                    html.map { "Pictures and all figures: \($0)" }
                        ?? "Pictures: --html FILE.html; all figures: --json.",
                ].compactMap { $0 })
                .map { "  \($0)" }.joined(separator: "\n"))
        return parts.joined(separator: "\n\n")
    }

    private var isBlindToFeeds: Bool { report.schema != nil && report.judgement == nil }

    private var table: TextTable {
        let hasSeason = report.season != nil
        var table = TextTable(
            [
                "feature", "votes with", "test", "score", "threshold", "drifted", "median before", "now", "unit",
            ] + (hasSeason ? ["season"] : []) + ["status"],
            leftAligned: [0, 1, 2, 8, hasSeason ? 10 : 9])
        for feature in report.featuresByScore {
            table.add(
                [
                    feature.name, feature.vote.group ?? "–", feature.decision?.test.rawValue ?? "–",
                    feature.decidingScoreText, feature.decision?.threshold?.significantText() ?? "–",
                    feature.drifted ? "yes" : "no", feature.reference.middleText, feature.current.middleText,
                    feature.vote.unit ?? "",
                ] + (hasSeason ? [feature.seasonal?.text ?? "–"] : [])
                    + [feature.statuses.map(\.rawValue).joined(separator: ", ")])
        }
        return table
    }
}
