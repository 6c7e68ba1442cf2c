package import Ledger
package import Readings

/// Which hours have a reading, which are known to have none and why, and which nobody has accounted for yet.
///
/// The lake says what is there; the ledger says only why something is not. So a crash between the two is put right by
/// the next stock-taking.
package struct StockTaking {
    package private(set) var coverage = HourCoverage()
    private var reasons: [String: [Int64: String]] = [:]
    /// For each station the last hour that is accounted for.
    private var accounted: [String: Int64] = [:]

    /// Takes stock of what lake and ledger hold.
    /// - Parameters:
    ///   - readings: the window's readings of the sources that count.
    ///   - missing: all hours that are recorded as missing.
    ///   - stations: the stations that are collected.
    ///   - hour: the hour whose readings are due next; a station without any past is accounted for up to the one before.
    ///   - windowStart: the first hour that matters.
    package init(
        readings: ReadingTable, missing: [MissingHour], stations: [Station], before hour: Int64, windowStart: Int64
    ) {
        coverage.insert(readings)
        var firstMissing: [String: Int64] = [:]
        for missing in missing {
            firstMissing[missing.station] = min(missing.hour, firstMissing[missing.station] ?? .max)
            reasons[missing.station, default: [:]][missing.hour] = missing.reason
        }
        for station in stations.map(\.name) {
            let first = [coverage.firstHour(of: station), firstMissing[station]].compactMap(\.self).min()
            accounted[station] = max(windowStart, first ?? hour) - 1
        }
    }

    /// The recorded hours that have a reading.
    package func settled(among missing: [MissingHour]) -> [MissingHour] {
        missing.filter { coverage.contains($0.station, hour: $0.hour) }
    }

    /// Notes the hours of readings that were stored.
    package mutating func insert(_ readings: ReadingTable) {
        coverage.insert(readings)
    }

    /// Remembers why a station has no reading in an hour, until it is accounted for.
    package mutating func explain(_ station: String, hour: Int64, reason: String) {
        reasons[station, default: [:]][hour] = reason
    }

    /// Hours up to and with one that have no reading and are not accounted for, with their reasons.
    package func unaccounted(through hour: Int64, otherwise reason: String, at moment: Timestamp) -> [MissingHour] {
        accounted.sorted { $0.key < $1.key }.flatMap { station, last -> [MissingHour] in
            guard last < hour else { return [] }
            return (last + 1...hour).filter { !coverage.contains(station, hour: $0) }.map {
                MissingHour(
                    station: station, hour: $0, reason: reasons[station]?[$0] ?? reason, notedAt: moment)
            }
        }
    }

    /// Hours up to and with one are accounted for: recorded, or with a reading.
    package mutating func account(through hour: Int64, forgettingBefore windowStart: Int64) {
        for station in accounted.keys { accounted[station] = max(hour, accounted[station] ?? hour) }
        for station in reasons.keys { reasons[station] = reasons[station]?.filter { $0.key > hour } }
        coverage.remove(before: windowStart)
    }
}
