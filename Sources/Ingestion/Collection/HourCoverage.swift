package import Readings

/// For which clock hours the stations have a reading, within a window of the past.
package struct HourCoverage {
    private var hours: [String: Set<Int64>] = [:]

    /// No station has any reading.
    package init() {}

    /// Notes that a station has a reading in an hour.
    package mutating func insert(_ station: String, hour: Int64) {
        hours[station, default: []].insert(hour)
    }

    /// Notes the hours of readings.
    package mutating func insert(_ readings: ReadingTable) {
        for row in 0..<readings.rowCount {
            insert(readings.station(ofRow: row), hour: readings.observedAt[row].hourIndex)
        }
    }

    /// Whether a station has a reading in an hour.
    package func contains(_ station: String, hour: Int64) -> Bool {
        hours[station]?.contains(hour) ?? false
    }

    /// A station's first hour, nil for a station without readings.
    package func firstHour(of station: String) -> Int64? {
        hours[station]?.min()
    }

    /// Forgets the hours before one.
    package mutating func remove(before hour: Int64) {
        for station in hours.keys { hours[station] = hours[station]?.filter { $0 >= hour } }
    }
}
