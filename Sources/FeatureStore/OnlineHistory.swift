import Readings

/// The last week of one station: closed hours as one reading each, and the newest hour as it was reported.
///
/// A reading that comes late into a closed hour that has another changes nothing here, since what the hour's mean was
/// made of is gone. The lake has it, and the next start of the program.
struct OnlineHistory {
    private var closed: StationSeries
    private var newestHour: StationSeries
    /// Closed hours that were made of several readings.
    private var mergedHours: Set<Int64> = []

    init(quantityCount: Int) {
        closed = StationSeries(quantityCount: quantityCount)
        newestHour = closed
    }

    var series: StationSeries {
        guard newestHour.count > 0 else { return closed }
        var series = closed
        let mean = newestHour.hourly()
        series.insert(mean.columns.map { $0[0] }, at: mean.times[0])
        return series
    }

    mutating func put(_ values: [Double], at time: Timestamp) {
        guard let newest = newestHour.times.last else { return newestHour.insert(values, at: time) }
        if time.hourIndex == newest.hourIndex {
            newestHour.upsert(values, at: time)
        } else if time > newest {
            close()
            newestHour.insert(values, at: time)
        } else if !mergedHours.contains(time.hourIndex), !hasOther(inHourOf: time) {
            closed.upsert(values, at: time)
        }
    }

    /// Forgets what lies more than some hours behind the newest reading.
    mutating func keep(hours: Int) {
        guard let newest = newestHour.times.last else { return }
        let oldest = newest.advanced(hours: -hours)
        closed.removeReadings(upTo: oldest)
        mergedHours = mergedHours.filter { $0 >= oldest.hourIndex }
    }

    /// Whether a closed hour has a reading of another moment.
    private func hasOther(inHourOf time: Timestamp) -> Bool {
        let after = closed.firstIndex(after: time)
        return [after - 1, after].contains { place in
            closed.times.indices.contains(place) && closed.times[place] != time
                && closed.times[place].hourIndex == time.hourIndex
        }
    }

    private mutating func close() {
        let mean = newestHour.hourly()
        closed.insert(mean.columns.map { $0[0] }, at: mean.times[0])
        if newestHour.count > 1 { mergedHours.insert(mean.times[0].hourIndex) }
        newestHour.removeReadings(upTo: mean.times[0])
    }
}
