import FeatureStore
import Feeds
public import Ledger
public import Readings

/// Brings years of history from an archive into the lake, stretch by stretch.
///
/// Each stretch is stored before it is remembered as done, and storing it twice changes nothing: a run that was
/// interrupted anywhere goes on where it was, without a gap and without a repeated reading.
public struct Backfill: Sendable {
    /// Days that one call asks for at the most: an answer of ten stations then has about 30,000 values.
    private static let longestStretch: Int64 = 60

    private let archive: OpenMeteoArchive
    private let ledger: LedgerDatabase
    private let clock: WorldClock
    private let store: StoreReadings

    /// A backfill.
    /// - Parameters:
    ///   - archive: where history comes from.
    ///   - ledger: remembers what is done.
    ///   - clock: the world's.
    ///   - store: makes readings durable.
    public init(
        archive: OpenMeteoArchive, ledger: LedgerDatabase, clock: WorldClock,
        store: @escaping StoreReadings
    ) {
        self.archive = archive
        self.ledger = ledger
        self.clock = clock
        self.store = store
    }

    /// Fetches what is not done yet.
    /// - Parameters:
    ///   - stations: whose history.
    ///   - days: counted since 1970 in UTC.
    ///   - progress: told after each stretch.
    /// - Returns: how far it came: all days, except those that the archive does not have whole yet.
    /// - Throws: ``IngestionError`` when the archive gives nothing, the day's calls are spent, or nothing can be stored;
    ///   what was done stays done.
    public func run(
        stations: [Station], days: ClosedRange<Int64>, progress: @Sendable (BackfillProgress) -> Void
    ) async throws(IngestionError) -> BackfillProgress {
        var done = BackfillProgress()
        done.allDays = stations.count * days.count
        for begin in stride(from: days.lowerBound, through: days.upperBound, by: Int(Self.longestStretch)) {
            let stretch = begin...min(begin + Self.longestStretch - 1, days.upperBound)
            // Stations whose open days are the same share one call.
            var open: [ClosedRange<Int64>: [Station]] = [:]
            for station in stations {
                let settled = try doneDays(of: station, within: stretch)
                done.doneDays += settled.count
                let left = stretch.filter { !settled.contains($0) }
                if let first = left.first, let last = left.last { open[first...last, default: []].append(station) }
            }
            for (days, stations) in open.sorted(by: { $0.key.lowerBound < $1.key.lowerBound }) {
                try await fetch(days, of: stations, into: &done)
                progress(done)
            }
        }
        return done
    }

    private func doneDays(
        of station: Station, within days: ClosedRange<Int64>
    ) throws(IngestionError) -> Set<Int64> {
        do {
            return try ledger.backfilledDays(from: OpenMeteoArchive.name, station: station.name, within: days)
        } catch {
            throw IngestionError(error, subject: "backfill")
        }
    }

    private func fetch(
        _ days: ClosedRange<Int64>, of stations: [Station], into progress: inout BackfillProgress
    ) async throws(IngestionError) {
        let found = try await archive.observations(of: stations, days: days)
        progress.weight += OpenMeteoArchive.weight(stations: stations.count, days: days.count)
        var readings = ReadingTable(schema: .weather)
        var whole: [Int64: [String]] = [:]
        for (station, observations) in zip(stations, found) {
            var hours: [Int64: Int] = [:]
            for observation in observations where days.contains(observation.observedAt.dayIndex) {
                hours[observation.observedAt.dayIndex, default: 0] += 1
                readings.append(
                    Reading(
                        station: station.name, observedAt: observation.observedAt, knownAt: clock.now,
                        source: OpenMeteoArchive.name, kind: .archive, values: observation.values))
            }
            for (day, count) in hours where count == 24 { whole[day, default: []].append(station.name) }
        }
        if readings.rowCount > 0 {
            progress.newReadings += try await store(readings).count { $0.outcome != .duplicate }
        }
        do {
            for (day, stations) in whole {
                try ledger.markBackfilled(
                    from: OpenMeteoArchive.name, stations: stations, days: day...day, at: clock.now)
                progress.doneDays += stations.count
            }
        } catch {
            throw IngestionError(error, subject: "backfill")
        }
    }
}
