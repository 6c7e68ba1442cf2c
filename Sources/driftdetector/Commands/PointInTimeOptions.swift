import ArgumentParser
import FeatureStore
import Readings

/// Which rows may answer for a moment.
struct PointInTimeOptions: ParsableArguments {
    @Option(help: "How old a row may be, in hours, 0 for no limit; without it the ttl of the feature view.")
    var ttlHours: Double?

    @Flag(help: "Take rows that became known only later, too: for histories that were collected afterwards.")
    var ignoreKnownAt = false

    func validate() throws {
        guard ttlHours.map({ $0 >= 0 && $0 < 10_000_000 }) ?? true else {
            throw ValidationError("--ttl-hours: a number of hours, or 0 for no limit")
        }
    }

    /// Milliseconds; nil for no limit.
    func timeToLive(of view: FeatureView?) -> Int64? {
        guard let ttlHours else { return view?.ttl }
        return ttlHours == 0 ? nil : Int64((ttlHours * Double(Timestamp.millisecondsPerHour)).rounded(.up))
    }
}
