import Readings

/// A profile with the hours that it was fitted to, so that it is fitted once to the same.
struct FittedFeedProfile: Sendable {
    let profile: FeedProfile
    private let fitted: FeedHours
    private let count: Int

    /// Fits to what was measured before a moment.
    init(of hours: FeedHours, before cut: Timestamp) {
        fitted = hours
        count = Self.count(hours, before: cut)
        profile = FeedProfile(of: hours, before: cut)
    }

    /// Whether fitting anew would give the same.
    /// - Parameters:
    ///   - hours: all feeds.
    ///   - cut: nothing measured at or after it is looked at.
    /// - Returns: true when no value before the moment is another, to the bit.
    func isFitted(to hours: FeedHours, before cut: Timestamp) -> Bool {
        hours.schema == fitted.schema && hours.firstHour == fitted.firstHour
            && hours.stationCount == fitted.stationCount && Self.count(hours, before: cut) == count
            && hours.feeds.count == fitted.feeds.count
            && zip(hours.feeds, fitted.feeds).allSatisfy { $0.isSame(as: $1, inHours: count) }
    }

    private static func count(_ hours: FeedHours, before cut: Timestamp) -> Int {
        min(hours.hourCount, max(0, hours.hour(of: cut)))
    }
}

extension FeedHours.Feed {
    /// Whether the first hours are the same and of the same sources, missing ones included.
    fileprivate func isSame(as other: FeedHours.Feed, inHours count: Int) -> Bool {
        station == other.station && secondSource == other.secondSource
            && sources.prefix(count) == other.sources.prefix(count)
            && zip(values, other.values).allSatisfy { left, right in
                (0..<count).allSatisfy { left[$0].bitPattern == right[$0].bitPattern }
            } && zip(isFlagged, other.isFlagged).allSatisfy { $0.prefix(count) == $1.prefix(count) }
    }
}
