import ArgumentParser
import Readings

/// Which rows may answer for a moment.
struct PointInTimeOptions: ParsableArguments {
    @Option(help: "How old a row may be, in hours; 0 for no limit.")
    var ttlHours = 24.0

    @Flag(help: "Take rows that became known only later, too: for histories that were collected afterwards.")
    var ignoreKnownAt = false

    func validate() throws {
        guard ttlHours >= 0, ttlHours < 10_000_000 else {
            throw ValidationError("--ttl-hours: a number of hours, or 0 for no limit")
        }
    }

    /// Milliseconds; nil for no limit.
    var timeToLive: Int64? {
        ttlHours == 0 ? nil : Int64((ttlHours * Double(Timestamp.millisecondsPerHour)).rounded(.up))
    }
}
