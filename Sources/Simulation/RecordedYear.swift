public import Readings

/// A world in which a recorded year comes again and again: each place has the weather of one recorded station.
///
/// A place is given the station of its own name, or one by its name's letters. Hours between readings, and values that
/// are missing or doubted, have what was known before them; between two full hours values move evenly.
public struct RecordedYear: Sendable {
    private static let hoursOfYear = 365 * 24

    /// For each station its hours from 1 January on, one array a quantity.
    private let hours: [[[Double]]]
    private let names: [String]
    private let changes: [WorldChange]

    /// A year of readings.
    /// - Parameters:
    ///   - readings: in the weather schema, at least one for each station; of several years the last one counts.
    ///   - changes: what changes in the world for good.
    public init(readings: ReadingTable, changes: [WorldChange] = []) {
        precondition(readings.schema == .weather && readings.rowCount > 0, "readings of the weather")
        names = readings.stations
        self.changes = changes
        hours = readings.rowsByStation().map { Self.hours(of: readings, rows: $0) }
    }

    /// The weather at a place and moment, in the weather schema's order and units.
    /// - Parameters:
    ///   - station: the place.
    ///   - moment: the moment.
    /// - Returns: °C, hPa, %, m/s, within their physical ranges; NaN where the year never has the quantity.
    public func values(at station: Station, _ moment: Timestamp) -> [Double] {
        let year = hours[place(of: station)]
        let hour = Self.hourOfYear(moment)
        let next = (hour + 1) % Self.hoursOfYear
        let rest = Double(moment.milliseconds - Timestamp(hourIndex: moment.hourIndex).milliseconds)
        let share = rest / Double(Timestamp.millisecondsPerHour)
        return SensorSchema.weather.quantities.enumerated().map { quantity, kind in
            let value = year[quantity][hour] * (1 - share) + year[quantity][next] * share
            let change = changes.reduce(0) { $1.quantity == quantity ? $0 + $1.amount(at: moment) : $0 }
            return min(max(value + change, kind.physicalRange.lowerBound), kind.physicalRange.upperBound)
        }
    }

    private func place(of station: Station) -> Int {
        names.firstIndex(of: station.name) ?? station.name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) % names.count }
    }

    private static func hours(of readings: ReadingTable, rows: [Int]) -> [[Double]] {
        readings.schema.quantities.indices.map { quantity in
            var hours = [Double](repeating: .nan, count: hoursOfYear)
            for row in rows where !readings.isFlagged(row: row, quantity: quantity) {
                let value = readings.columns[quantity][row]
                if !value.isNaN { hours[hourOfYear(readings.observedAt[row])] = value }
            }
            var known = hours.last { !$0.isNaN } ?? .nan
            for hour in hours.indices {
                if hours[hour].isNaN { hours[hour] = known } else { known = hours[hour] }
            }
            return hours
        }
    }

    /// 0 … 8759; 29 February has the weather of 1 March.
    private static func hourOfYear(_ moment: Timestamp) -> Int {
        let date = moment.date
        let start = CivilDate(year: 2013, month: 1, day: 1)?.dayIndex ?? 0
        let leapDay = date.month == 2 && date.day == 29
        let same =
            CivilDate(year: 2013, month: leapDay ? 3 : date.month, day: leapDay ? 1 : date.day)?.dayIndex ?? start
        return Int(same - start) * 24 + moment.hourOfDay
    }
}
