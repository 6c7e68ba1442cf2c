import Drift
import Readings

/// What the template of a drift report's page is filled with. All text is `Markup`, so nothing is left to escape.
struct DriftPage {
    /// A row of the table of those who vote.
    struct GroupRow {
        let name: Markup
        let verdict: Markup
        let style: Markup
        let cells: [Markup]
        let since: Markup
        let members: Markup
    }

    /// A feature with its pictures.
    struct FeatureBlock {
        /// Unique on the page.
        let id: String
        let name: Markup
        let verdict: Markup
        let note: Markup
        /// ` open` when it is unfolded from the beginning.
        let open: String
        let pictures: [Markup]
        let tables: [Markup]
    }

    let style: Markup
    let data: Markup
    let reference: Markup
    let current: Markup
    let verdict: Markup
    let findings: [Markup]
    let nextStep: Markup
    let groups: [GroupRow]
    let hasGroups: Bool
    /// Whether the table of those who vote has a column for the season.
    let hasSeason: Bool
    let groupNoun: Markup
    let plots: [ReportPage.Figure]
    let figures: Markup
    let features: [FeatureBlock]
    let thresholdWords: Markup

    init(_ report: DriftReport, history points: [(Timestamp, Double)]) {
        style = Markup(wellFormed: ReportPage.styleSheet + Self.styleSheet)
        data = Markup(wellFormed: report.json)
        reference = Markup(escaping: report.reference.pageWords)
        current = Markup(escaping: report.current.pageWords)
        verdict = Markup(escaping: report.verdictSentence)
        let history = DriftHistory(report)
        var findings = report.findings
        if let since = history?.sinceWords(report) { findings.insert(since, at: 0) }
        self.findings = findings.map(Markup.init(escaping:))
        nextStep = Markup(escaping: report.nextStep)
        groupNoun = Markup(escaping: report.groupNoun)
        groups = Self.rows(of: report, history: history)
        hasGroups = !groups.isEmpty
        hasSeason = report.season != nil
        plots = [
            history.map { Self.figure(of: $0, report: report) }, Self.figure(ofSeverities: points, report: report),
        ]
        .compactMap(\.self)
        figures = Self.table(of: report).markup
        features = Self.blocks(of: report)
        let seasonWords =
            " Season is the distance from the same weeks of earlier years, without a say in the verdict; * marks it from "
            + "\(report.criteria.seasonThreshold.significantText()) on."
        thresholdWords = Markup(escaping: Self.rules(of: report.criteria) + (hasSeason ? seasonWords : ""))
    }

    private static func rows(of report: DriftReport, history: DriftHistory?) -> [GroupRow] {
        let groups = report.groups.enumerated()
            .sorted { ($0.element.strength, $1.offset) > ($1.element.strength, $0.offset) }.map(\.element)
        return groups.map { group in
            let speaker = report.features.first { $0.name == group.speaker }
            let unit = group.unit.map { " \($0)" } ?? ""
            let since = (group.drifted ? history?.start(of: group) : nil).map { start in
                start.moment.map(ReportPage.minute) ?? "row \(start.row)"
            }
            let cells = [
                group.shortScore, group.threshold?.significantText() ?? "–",
                (speaker?.reference.middleText ?? "–") + unit, (speaker?.current.middleText ?? "–") + unit,
                speaker?.shift?.medianInRanges?.signedText ?? "–",
            ]
            let season = report.season == nil ? [] : [report.farthestFromSeason(of: group)?.comparison.text ?? "–"]
            return GroupRow(
                name: Markup(escaping: group.name), verdict: Markup(escaping: group.drifted ? "drifted" : "steady"),
                style: Markup(escaping: group.drifted ? "moved" : "steady"),
                cells: (cells + season).map(Markup.init(escaping:)),
                since: Markup(escaping: since ?? (group.drifted ? "not throughout" : "–")),
                members: Markup(
                    escaping: group.features.count == 1
                        ? group.speaker : "\(group.speaker), of \(group.features.count) features"))
        }
    }

    private static func rules(of criteria: DriftCriteria) -> String {
        let tests =
            criteria.tests.first.map { "The first test, \($0.rawValue), decides." }
            ?? "Evidently's choice of a test decides, one for each feature."
        let overrides = criteria.featureThresholds.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value.significantText())" }
        return tests
            + " A normed Wasserstein distance counts from \(criteria.wassersteinThreshold.significantText()) on"
            + (overrides.isEmpty ? "." : ", but for \(overrides.joined(separator: ", ")).")
            + (criteria.correctsPValues
                ? " p-values are adjusted for the number of features (Benjamini and Hochberg)." : "")
    }
}

extension DriftHistory {
    /// Since when the group that has moved farthest is beyond its threshold.
    fileprivate func sinceWords(_ report: DriftReport) -> String? {
        guard let leader = report.leader, leader.drifted else { return nil }
        guard let start = start(of: leader) else {
            return "\(leader.name) was beyond its threshold for parts of the current window only."
        }
        if start.row == 1 { return "\(leader.name) has been beyond its threshold since the current window began." }
        return "\(leader.name) has been beyond its threshold since "
            + (start.moment.map { "about " + ReportPage.minute($0) } ?? "about row \(start.row)") + "."
    }
}

extension DriftTable {
    /// Rows and span for a page.
    fileprivate var pageWords: String {
        "\(rowCount) row\(rowCount == 1 ? "" : "s")"
            + (span.map { ", \(ReportPage.minute($0.lowerBound)) to \(ReportPage.minute($0.upperBound))" } ?? "")
    }
}

extension Double {
    /// With a sign in front.
    fileprivate var signedText: String { (self > 0 ? "+" : "") + significantText() }
}
