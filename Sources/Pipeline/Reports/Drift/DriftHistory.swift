import Drift
import Readings

/// How far each group that votes had moved, stretch by stretch of the current window.
///
/// A window says that something has moved, its stretches since when.
struct DriftHistory {
    /// As many stretches as are cut at most.
    static let mostStretches = 24
    /// A stretch has at least so many rows, so that its score is more than chance.
    static let leastRows = 30

    /// The middle of each stretch; nil where rows have no moments.
    let times: [Timestamp]?
    /// The first row of each stretch, counted from 1, in the order of time where there is one.
    let firstRows: [Int]
    /// For each group its scores, one a stretch, NaN where there is none.
    let scores: [(group: DriftGroup, scores: [Double])]
    /// When each stretch begins; nil where rows have no moments.
    let starts: [Timestamp]?

    /// Nil when the current window cannot be cut.
    init?(_ report: DriftReport, most: Int = 4) {
        let rows = report.current.rowCount
        let count = min(Self.mostStretches, rows / Self.leastRows)
        guard count >= 2, !report.groups.isEmpty else { return nil }
        let moments = report.current.times.flatMap { $0.count == rows ? $0 : nil }
        let order = moments.map { moments in
            moments.indices.sorted { (moments[$0], $0) < (moments[$1], $1) }
        }
        let ends = (1...count).map { rows * $0 / count }
        let stretches = zip([0] + ends, ends).map { $0..<$1 }
        firstRows = stretches.map { $0.lowerBound + 1 }
        times = moments.flatMap { moments in
            order.map { order in stretches.map { moments[order[($0.lowerBound + $0.upperBound) / 2]] } }
        }
        starts = moments.flatMap { moments in order.map { order in stretches.map { moments[order[$0.lowerBound]] } } }
        // Who has moved farthest first.
        let groups = report.groups.enumerated()
            .sorted { ($0.element.strength, $1.offset) > ($1.element.strength, $0.offset) }
            .prefix(most).map(\.element)
        let columns = Dictionary(report.current.columns.map { ($0.name, $0.values) }) { first, _ in first }
        let references = Dictionary(report.reference.columns.map { ($0.name, $0.values) }) { first, _ in first }
        scores = groups.map { group in
            guard let current = columns[group.speaker], let reference = references[group.speaker] else {
                return (group, stretches.map { _ in .nan })
            }
            let prepared = PreparedReference(reference)
            return (
                group,
                stretches.map { stretch in
                    prepared.score(
                        of: current.selecting(rows: order.map { Array($0[stretch]) } ?? Array(stretch)),
                        by: group.test)
                }
            )
        }
        guard scores.contains(where: { $0.scores.contains(where: \.isFinite) }) else { return nil }
    }

    /// The start of the stretch from which on a group was beyond its threshold to the end; nil when it is not there.
    func start(of group: DriftGroup) -> (moment: Timestamp?, row: Int)? {
        guard let scores = scores.first(where: { $0.group == group })?.scores, let threshold = group.threshold else {
            return nil
        }
        var first: Int?
        for place in scores.indices.reversed() {
            let score = scores[place]
            guard score.isFinite, group.test.drifts(score: score, threshold: threshold) else { break }
            first = place
        }
        return first.map { (starts?[$0], firstRows[$0]) }
    }
}

/// A reference that is sorted once for all stretches.
private struct PreparedReference {
    private let values: DriftColumn.Values
    private let sample: Sample?

    init(_ values: DriftColumn.Values) {
        self.values = values
        if case .numbers(let numbers) = values { sample = Sample(numbers) } else { sample = nil }
    }

    func score(of current: DriftColumn.Values, by test: DriftTest) -> Double {
        if let sample, case .numbers(let numbers) = current {
            return SampleComparison(reference: sample, current: Sample(numbers)).result(of: test)?.score ?? .nan
        }
        return ColumnComparison(reference: values, current: current)
            .results(of: [test], thresholds: [:]).first?.score ?? .nan
    }
}
