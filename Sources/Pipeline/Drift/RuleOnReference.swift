import Drift
import Features
import Readings

/// What the rule in force would have said of the reference itself: how often it alarms where nothing is known to be wrong.
///
/// The reference is cut into stretches as long as the current window, one behind the other, and each is held against the
/// whole of it by the normed Wasserstein distance and its thresholds.
public struct RuleOnReference: Sendable, Equatable {
    /// Fewer stretches tell nothing.
    static let fewestStretches = 3
    /// Of more stretches as many are taken, evenly spread.
    private static let mostStretches = 24
    /// Values of larger references are not sorted for this.
    private static let mostValues = 20_000_000
    private static let fewestRows = 30

    /// Stretches with enough rows.
    public let stretches: Int
    /// Those in which a group that votes would have drifted.
    public let drifted: Int

    /// The share of stretches that would have drifted, 0 … 1.
    public var share: Double { Double(drifted) / Double(stretches) }

    /// Nil where the reference has no moments, is shorter than three windows or too large, or nothing votes by numbers.
    /// - Parameters:
    ///   - reference: rows that are trusted.
    ///   - current: the window, of which the length matters.
    ///   - criteria: thresholds.
    ///   - schema: what the columns are of; nil makes each column vote.
    init?(reference: DriftTable, current: DriftTable, criteria: DriftCriteria, schema: FeatureSchema?) {
        guard let times = reference.times, let span = reference.span, let window = current.span else { return nil }
        let voting = reference.columns.compactMap { column -> (values: [Double], threshold: Double)? in
            let vote = FeatureVote(ofFeature: column.name, schema: schema)
            guard let group = vote.group, case .numbers(let values) = column.values, values.count == times.count,
                current.columns.contains(where: { $0.name == column.name })
            else { return nil }
            return (values, criteria.wassersteinThreshold(ofFeature: column.name, group: group))
        }
        let hours = window.upperBound.hourIndex - window.lowerBound.hourIndex + 1
        let count = Int((span.upperBound.hourIndex - span.lowerBound.hourIndex + 1) / hours)
        guard count >= Self.fewestStretches, !voting.isEmpty, voting.count * times.count <= Self.mostValues else {
            return nil
        }
        let wanted = min(count, Self.mostStretches)
        let numbers = Set((0..<wanted).map { Int64($0 * (count - 1) / max(1, wanted - 1)) })
        var rows: [Int64: [Int]] = [:]
        for (row, time) in times.enumerated() {
            let stretch = (time.hourIndex - span.lowerBound.hourIndex) / hours
            if numbers.contains(stretch) { rows[stretch, default: []].append(row) }
        }
        let known = rows.values.filter { $0.count >= Self.fewestRows }
        guard known.count >= Self.fewestStretches else { return nil }
        var moved = [Bool](repeating: false, count: known.count)
        for feature in voting {
            let whole = Sample(feature.values)
            for (place, stretch) in known.enumerated() where !moved[place] {
                let score = SampleComparison(reference: whole, current: Sample(stretch.map { feature.values[$0] }))
                    .result(of: .wassersteinNorm)?.score
                moved[place] = score.map { $0 >= feature.threshold } ?? false
            }
        }
        stretches = known.count
        drifted = moved.count { $0 }
    }

    /// What that means for a reader.
    var sentence: String {
        let base =
            "By the same rule \(drifted) of \(stretches) stretches of the reference as long as the window would have drifted"
        if share > 0.2 { return base + ": at this threshold the verdict alone says little." }
        return base + "."
    }
}
