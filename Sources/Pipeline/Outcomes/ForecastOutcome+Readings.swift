import Ledger
import Readings

extension ForecastOutcome {
    /// What sensors showed hour by hour: the station's own value where its feed is believed, otherwise what another source
    /// says of the same place and hour.
    ///
    /// A value that neither is believed nor replaced takes back what was known.
    /// - Parameters:
    ///   - readings: of all sources.
    ///   - quarantine: which feeds are not believed.
    ///   - start: the first hour wanted.
    /// - Returns: one for each station, sensor and hour with a reading.
    static func all(in readings: ReadingTable, quarantine: Quarantine, from start: Timestamp) -> [ForecastOutcome] {
        struct Place: Hashable {
            let station: Int
            let hour: Int64
        }
        let ranking = SourceRanking.standard
        var rows: [Place: [Int]] = [:]
        for row in 0..<readings.rowCount where readings.observedAt[row] >= start {
            rows[Place(station: readings.stationCodes[row], hour: readings.observedAt[row].hourIndex), default: []]
                .append(row)
        }
        var outcomes: [ForecastOutcome] = []
        for (place, unsorted) in rows {
            let ranked = Dictionary(grouping: unsorted) { readings.source(ofRow: $0) }
                .sorted { (ranking.rank($0.key), $0.key) < (ranking.rank($1.key), $1.key) }
            let station = readings.stations[place.station]
            for (sensor, quantity) in readings.schema.quantities.enumerated() {
                var found: (value: Double, source: String)?
                for (rank, entry) in ranked.enumerated() where found == nil {
                    let known = entry.value.filter { row in
                        let isBelieved =
                            rank > 0
                            || !quarantine.covers(
                                station: station, sensor: quantity.name, at: readings.observedAt[row])
                        return readings.columns[sensor][row].isFinite && isBelieved
                            && !readings.isFlagged(row: row, quantity: sensor)
                    }
                    // The hour's mean, as models see it.
                    if !known.isEmpty {
                        found = (
                            known.reduce(0) { $0 + readings.columns[sensor][$1] } / Double(known.count), entry.key
                        )
                    }
                }
                outcomes.append(
                    ForecastOutcome(
                        station: station, sensor: quantity.name, hour: place.hour, value: found?.value,
                        source: found?.source ?? ""))
            }
        }
        return outcomes
    }
}
