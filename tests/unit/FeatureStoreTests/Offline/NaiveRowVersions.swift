import FeatureStore
import Features
import Readings

/// Row versions by their definition, with nothing but dictionaries and the extractor.
struct NaiveRowVersions {
    struct Row: Hashable {
        let station: String
        let observedAt: Int64
        let knownAt: Int64
        /// Undefined values as nil.
        let bits: [UInt32?]
    }

    let readings: [Reading]
    let extractor = FeatureExtractor(schema: .weather)
    private let ranks = ["openweathermap": 1, "open-meteo": 2, "open-meteo-archive": 3, "metar": 4]

    init(_ table: ReadingTable) {
        readings = (0..<table.rowCount).map(table.reading)
    }

    func rows() -> [Row] {
        var rows: [Row] = []
        for station in Set(readings.map(\.station)) {
            let own = readings.filter { $0.station == station }
            for hour in Set(own.map(\.observedAt.hourIndex)) { rows += versions(own, hour: hour) }
        }
        return rows.sorted {
            ($0.station, $0.observedAt, $0.knownAt) < ($1.station, $1.observedAt, $1.knownAt)
        }
    }

    func firstKnown(_ own: [Reading], hour: Int64) -> Int64 {
        let known = own.filter { $0.observedAt.hourIndex == hour }.map(\.knownAt.milliseconds)
        let limit = max((hour + 1) * 3_600_000, known.min() ?? 0)
        return known.filter { $0 <= limit }.max() ?? 0
    }

    private func versions(_ own: [Reading], hour: Int64) -> [Row] {
        let first = firstKnown(own, hour: hour)
        var moments: Set<Int64> = [first]
        for other in hour - 24...hour {
            let known = own.filter { $0.observedAt.hourIndex == other }.map(\.knownAt.milliseconds)
            guard !known.isEmpty else { continue }
            let start = firstKnown(own, hour: other)
            moments.formUnion(([start] + known.filter { $0 > start }).filter { $0 > first })
        }
        var rows: [Row] = []
        for moment in moments.sorted() {
            guard let row = row(own, hour: hour, knownAt: moment) else { continue }
            if let last = rows.last, last.observedAt == row.observedAt, last.bits == row.bits { continue }
            rows.append(row)
        }
        return rows
    }

    func row(_ own: [Reading], hour: Int64, knownAt moment: Int64) -> Row? {
        struct Key: Hashable {
            let observedAt: Int64
            let source: String
        }
        var newest: [Key: Reading] = [:]
        for reading in own where reading.knownAt.milliseconds <= moment {
            let key = Key(observedAt: reading.observedAt.milliseconds, source: reading.source)
            if let known = newest[key], known.knownAt > reading.knownAt { continue }
            newest[key] = reading
        }
        var byHour: [Int64: [Reading]] = [:]
        for reading in newest.values { byHour[reading.observedAt.hourIndex, default: []].append(reading) }
        var series = StationSeries(quantityCount: 4)
        for hour in byHour.keys.sorted() {
            let all = byHour[hour] ?? []
            let best = all.map { ranks[$0.source] ?? 0 }.min()
            let ofHour = all.filter { (ranks[$0.source] ?? 0) == best }
                .sorted { ($0.observedAt, $0.source) < ($1.observedAt, $1.source) }
            let trusted = ofHour.map { $0.trustedValues(schema: .weather) }
            let means = (0..<4).map { quantity -> Double in
                let values = trusted.map { $0[quantity] }.filter { !$0.isNaN }
                return values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
            }
            guard let last = ofHour.last else { continue }
            series.insert(means, at: last.observedAt)
        }
        guard let place = series.times.firstIndex(where: { $0.hourIndex == hour }) else { return nil }
        let values = extractor.row(
            of: series.columns.map { $0[place] }, at: series.times[place], after: series)
        return Row(
            station: own[0].station, observedAt: series.times[place].milliseconds, knownAt: moment,
            bits: values.map { $0.isNaN ? nil : $0.bitPattern })
    }
}

extension OfflineRows {
    /// All rows as the naive ones.
    var naive: [NaiveRowVersions.Row] {
        (0..<rowCount).map { row in
            NaiveRowVersions.Row(
                station: station(ofRow: row), observedAt: observedAt[row].milliseconds,
                knownAt: knownAt[row].milliseconds, bits: self[row: row].map { $0.isNaN ? nil : $0.bitPattern })
        }
    }
}
