import Ledger
import Readings

extension FeedFinding {
    /// Hours after which what is usual is fitted again to all that was believed.
    private static let fittedHours = 28 * 24

    /// What a feed watch would have found hour by hour, as its champion was trained anew every four weeks.
    ///
    /// The findings are the same for every policy: whether a feed is believed does not depend on who decides about
    /// trainings.
    static func all(in hours: FeedHours, during stretch: Range<Int>, criteria: FeedCriteria) -> [FeedFinding] {
        var findings: [FeedFinding] = []
        var fitted = hours
        var cut = stretch.lowerBound
        while cut < stretch.upperBound {
            let next = min(cut + fittedHours, stretch.upperBound)
            let profile = FeedProfile(of: fitted, before: hours.time(ofHour: cut))
            // A finding that begins in this part may end in a later one.
            let found = FeedJudge(profile: profile, criteria: criteria)
                .findings(in: hours, during: cut..<stretch.upperBound)
                .filter { finding in
                    let place = hours.hour(of: finding.foundAt)
                    return place < next && !findings.contains { $0.isOpen(when: finding) }
                }
            findings += found
            fitted = fitted.forgetting(found.map { FeedFaultRecord($0, schema: hours.schema.name) })
            cut = next
        }
        return findings
    }

    private func isOpen(when other: FeedFinding) -> Bool {
        station == other.station && sensor == other.sensor && foundAt <= other.foundAt
            && endedAt.map { other.onset < $0 } ?? true
    }
}
