import FeatureStore
import Feeds
import Ledger
import Readings

/// Fills recorded gaps from an archive.
package struct GapFilling {
    /// Days that one call asks for at the most.
    private static let longestStretch: Int64 = 31

    let archive: OpenMeteoArchive
    let clock: WorldClock
    let store: StoreReadings

    /// Asks for the days of missing hours and stores what the archive has for just these hours.
    /// - Parameters:
    ///   - missing: hours without a reading.
    ///   - stations: where the stations are.
    ///   - deadline: no call after this moment.
    /// - Returns: the readings that were stored.
    /// - Throws: ``IngestionError``.
    func fill(
        _ missing: [MissingHour], stations: [Station], until deadline: Timestamp
    ) async throws(IngestionError) -> ReadingTable {
        let wanted = Dictionary(grouping: missing, by: \.station).mapValues { Set($0.map(\.hour)) }
        let concerned = stations.filter { wanted[$0.name] != nil }
        var filled = ReadingTable(schema: .weather)
        let days = Set(missing.map { Timestamp(hourIndex: $0.hour).dayIndex }).sorted()
        for stretch in Self.stretches(of: days) {
            let found = try await archive.observations(of: concerned, days: stretch, until: deadline)
            var readings = ReadingTable(schema: .weather)
            for (station, observations) in zip(concerned, found) {
                for observation in observations
                where wanted[station.name]?.contains(observation.observedAt.hourIndex) ?? false {
                    readings.append(
                        Reading(
                            station: station.name, observedAt: observation.observedAt, knownAt: clock.now,
                            source: OpenMeteoArchive.name, kind: .archive, values: observation.values))
                }
            }
            guard readings.rowCount > 0 else { continue }
            _ = try await store(readings)
            filled.append(contentsOf: readings)
        }
        return filled
    }

    /// Days in stretches that one call can ask for: a few days that nobody misses cost less than a call of their own.
    package static func stretches(of days: [Int64]) -> [ClosedRange<Int64>] {
        days.reduce(into: []) { stretches, day in
            if let last = stretches.last, day - last.upperBound <= 7, day - last.lowerBound < longestStretch {
                stretches[stretches.count - 1] = last.lowerBound...day
            } else {
                stretches.append(day...day)
            }
        }
    }
}
