import Drift

extension DriftPage {
    /// All features with all tests, from the largest score down.
    static func table(of report: DriftReport) -> DataTable {
        var tests: [DriftTest] = []
        for test in report.features.lazy.flatMap({ $0.results.map(\.test) }) where !tests.contains(test) {
            tests.append(test)
        }
        return DataTable(
            caption: "all features, all tests; * marks a score that means drift",
            columns: ["feature", "votes with", "status"]
                + tests.map { $0.scoresProbability ? "\($0.rawValue), p" : $0.rawValue }
                + (report.season == nil ? [] : ["season"]),
            rows: report.featuresByScore.map { feature in
                [feature.name, feature.vote.group ?? "–", feature.statuses.map(\.rawValue).joined(separator: ", ")]
                    + tests.map { test in
                        feature.results.first { $0.test == test }.map { result in
                            (feature.adjustedPValues[test] ?? result.score).significantText()
                                + (feature.drifted(by: result) ? " *" : "")
                        } ?? "–"
                    } + (report.season == nil ? [] : [feature.seasonal?.text ?? "–"])
            })
    }

    /// Each feature, those that speak for a group first and unfolded.
    static func blocks(of report: DriftReport) -> [FeatureBlock] {
        let references = Dictionary(report.reference.columns.map { ($0.name, $0.values) }) { first, _ in first }
        let currents = Dictionary(report.current.columns.map { ($0.name, $0.values) }) { first, _ in first }
        let speakers = Set(report.groups.map(\.speaker))
        let ordered = report.featuresByScore
        let sorted = ordered.filter { speakers.contains($0.name) } + ordered.filter { !speakers.contains($0.name) }
        return sorted.prefix(mostPictures).enumerated().compactMap { place, feature in
            guard let reference = references[feature.name], let current = currents[feature.name] else { return nil }
            return block(
                of: feature, place: place, reference: reference, current: current,
                isOpen: speakers.contains(feature.name) && place < mostUnfolded)
        }
    }

    /// More would make a page that nobody reads to the end; the table has all.
    private static let mostPictures = 32
    private static let mostUnfolded = 6

    private static func block(
        of feature: DriftFeature, place: Int, reference: DriftColumn.Values, current: DriftColumn.Values, isOpen: Bool
    ) -> FeatureBlock {
        var (pictures, tables): ([Markup], [Markup]) = ([], [])
        var shared: Double?
        if feature.isOfLabels {
            tables.append(labelTable(reference: reference, current: current).markup)
        } else if feature.decision != nil {
            let drawn = FeaturePictures(reference: reference, current: current)
            shared = drawn.edges.isEmpty ? nil : drawn.sharedArea
            pictures = Self.pictures(of: feature, drawn, place: place)
        }
        tables.append(testTable(of: feature).markup)
        return FeatureBlock(
            id: "feature-\(place)", name: Markup(escaping: feature.name),
            verdict: Markup(escaping: headline(of: feature)), note: Markup(escaping: note(on: feature, shared: shared)),
            open: isOpen ? " open" : "", pictures: pictures, tables: tables)
    }

    private static func pictures(of feature: DriftFeature, _ drawn: FeaturePictures, place: Int) -> [Markup] {
        let unit = feature.vote.unit ?? ""
        let title = feature.name + (unit.isEmpty ? "" : ", \(unit)")
        let histogram = HistogramPlot(
            caption: PlotCaption(
                id: "spread-\(place)", title: "Distribution of \(feature.name)",
                description: "Reference filled, current window as a dashed outline; "
                    + "\((drawn.sharedArea * 100).fixedText(decimals: 0)) % in common."),
            edges: drawn.edges, filled: drawn.referenceShares, outlined: drawn.currentShares, valueTitle: title)
        let quantiles = QuantilePlot(
            caption: PlotCaption(
                id: "quantile-\(place)", title: "Quantiles of \(feature.name)",
                description: "Each point is a quantile of the current window over the same one of the reference. "
                    + "On the dotted line both are equal."),
            reference: drawn.referenceQuantiles, current: drawn.currentQuantiles, unit: unit)
        return [histogram.svg, quantiles.svg]
    }

    private static func headline(of feature: DriftFeature) -> String {
        guard let decision = feature.decision, let score = feature.decidingScore else { return "not compared" }
        let words = feature.drifted ? "drifted" : "steady"
        let name = decision.test.scoresProbability ? "\(decision.test.rawValue), p" : decision.test.rawValue
        return "\(words), \(name) \(score.significantText())"
    }

    private static func note(on feature: DriftFeature, shared: Double?) -> String {
        let voting =
            switch feature.vote.kind {
            case .calendar: "Part of the calendar, which moves in every window shorter than a year: has no vote."
            case .product: "A product of two sensors, each of which votes itself: has no vote."
            case .rolling, .lag, .departure: "Votes with \(feature.vote.group ?? feature.name)."
            case .sensor, .column: ""
            }
        let remarks = feature.statuses.compactMap { statusWords[$0] }
        let area = shared.map { "Both distributions have \(($0 * 100).fixedText(decimals: 0)) % in common." } ?? ""
        let season = feature.seasonal.map { seasonal in
            "Against the same weeks of \(seasonal.years) earlier year\(seasonal.years == 1 ? "" : "s") "
                + "(\(seasonal.rowCount) rows) it has moved by \(seasonal.score.significantText()) standard deviations"
                + (seasonal.drifted ? ", beyond \(seasonal.threshold.significantText())." : ".")
        }
        return ([feature.placeWords ?? "", area, season ?? "", voting] + remarks).filter { !$0.isEmpty }.joined(
            separator: " ")
    }

    private static let statusWords: [SampleStatus: String] = [
        .empty: "A side has no value, so there is nothing to compare.",
        .insufficient: "A side has a single value, which tells nothing of its spread.",
        .constant: "All values of a side are equal.",
        .nonFinite: "Missing values were left out.",
    ]

    private static func testTable(of feature: DriftFeature) -> DataTable {
        let results = feature.results.map { result in
            [
                result.test.rawValue, result.score.significantText(digits: 4),
                result.statistic?.significantText(digits: 4) ?? "–",
                feature.adjustedPValues[result.test]?.significantText(digits: 4) ?? "–",
                result.threshold?.significantText() ?? "–", feature.drifted(by: result) ? "yes" : "no",
            ]
        }
        let hasAdjusted = !feature.adjustedPValues.isEmpty
        let columns = ["test", "score", "statistic", "adjusted p", "threshold", "drifted"]
        func kept(_ cells: [String]) -> [String] {
            hasAdjusted ? cells : Array(cells[..<3] + cells[4...])
        }
        return DataTable(
            caption: "tests of \(feature.name)", columns: kept(columns), rows: results.map(kept))
    }

    /// The most frequent labels of both sides, in shares.
    private static func labelTable(reference: DriftColumn.Values, current: DriftColumn.Values) -> DataTable {
        let sides = [reference, current].map { values -> [String: Int] in
            var counts: [String: Int] = [:]
            for case let label? in ColumnComparison.labels(values) { counts[label, default: 0] += 1 }
            return counts
        }
        let totals = sides.map { Double(max($0.values.reduce(0, +), 1)) }
        func share(_ label: String, _ side: Int) -> Double { Double(sides[side][label] ?? 0) / totals[side] }
        let labels = Set(sides.flatMap(\.keys)).sorted {
            let (ours, theirs) = (max(share($0, 0), share($0, 1)), max(share($1, 0), share($1, 1)))
            return ours == theirs ? $0 < $1 : ours > theirs
        }
        return DataTable(
            caption: "labels, share of rows in %"
                + (labels.count > 20 ? ", the 20 most frequent of \(labels.count)" : ""),
            columns: ["label", "reference", "current"],
            rows: labels.prefix(20).map { label in
                [String(label.prefix(60))] + [0, 1].map { (share(label, $0) * 100).fixedText(decimals: 1) }
            })
    }
}
