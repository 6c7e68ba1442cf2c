import FeatureStore
import Readings

/// What an audit tells people and machines.
final class AuditOutput {
    /// Rows of the file that there are no features of.
    var rowsWithoutFeatures = 0

    private let isJSON: Bool
    private var differences: [Difference] = []
    private var hasHeader = false

    init(isJSON: Bool) {
        self.isJSON = isJSON
    }

    /// One difference, as soon as it is found.
    func show(_ difference: AuditDifference) {
        guard !isJSON else {
            differences.append(Difference(difference))
            return
        }
        if !hasHeader { print("station, moment, feature: in the row, computed anew, served: meaning") }
        hasHeader = true
        print(
            "\(difference.station), \(difference.observedAt), \(difference.feature): \(Self.text(difference.trained)), "
                + "\(Self.text(difference.recomputed)), \(Self.text(difference.served)): \(difference.meaning)")
    }

    /// The end.
    func end(_ summary: AuditSummary) throws {
        if isJSON {
            return try JSONOutput.print(Report(summary, differences, rowsWithoutFeatures: rowsWithoutFeatures))
        }
        if hasHeader { print("") }
        print("  rows         \(summary.rows), \(summary.servedRows) of them were served")
        if rowsWithoutFeatures > 0 { print("  left out     \(rowsWithoutFeatures) rows without features") }
        print("  differences  \(summary.differences) in \(summary.differentRows) rows")
        if summary.servedEarlier > 0 {
            print("  corrected    \(summary.servedEarlier) values after they were served, as it should be")
        }
        if summary.servedAsAsked > 0 {
            print(
                "  as asked     \(summary.servedAsAsked) values served for one reading of several in the hour, as it should be"
            )
        }
    }

    private static func text(_ value: Float?) -> String { value.map { "\($0)" } ?? "–" }

    private struct Difference: Encodable {
        let machineId: String
        let observedAt: String
        let knownAt: String
        let feature: String
        let trained: Float?
        let recomputed: Float?
        let served: Float?
        let meaning: String

        init(_ difference: AuditDifference) {
            machineId = difference.station
            observedAt = difference.observedAt.description
            knownAt = difference.knownAt.description
            feature = difference.feature
            trained = difference.trained
            recomputed = difference.recomputed
            served = difference.served
            meaning = difference.meaning.description
        }
    }

    private struct Report: Encodable {
        let rows: Int
        let servedRows: Int
        let differentRows: Int
        let differences: [Difference]
        let differenceCount: Int
        let servedEarlier: Int
        let servedAsAsked: Int
        let rowsWithoutFeatures: Int

        init(_ summary: AuditSummary, _ differences: [Difference], rowsWithoutFeatures: Int) {
            servedAsAsked = summary.servedAsAsked
            self.rowsWithoutFeatures = rowsWithoutFeatures
            rows = summary.rows
            servedRows = summary.servedRows
            differentRows = summary.differentRows
            self.differences = differences
            differenceCount = summary.differences
            servedEarlier = summary.servedEarlier
        }
    }
}
