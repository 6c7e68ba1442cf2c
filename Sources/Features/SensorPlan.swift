import Readings

/// All windows and lags of one sensor, computed in one walk backwards through its readings and one more for each spread.
struct SensorPlan: Sendable {
    /// One window and the places of its statistics in the row.
    struct Window: Sendable {
        let hours: Int
        var mean: Int?
        var std: Int?
        var min: Int?
        var max: Int?

        var span: Int64 { Int64(hours) * Timestamp.millisecondsPerHour }
    }

    /// A distance and its place in the row.
    struct Lag: Sendable {
        let hours: Int
        let place: Int

        var span: Int64 { Int64(hours) * Timestamp.millisecondsPerHour }
    }

    let sensor: Int
    /// By length, shortest first.
    private(set) var windows: [Window] = []
    /// By distance, nearest first.
    private(set) var lags: [Lag] = []
    /// Readings of this age in milliseconds, and older ones, do not count.
    let reach: Int64

    /// Whole hours before a reading that its windows and lags see.
    var historyHours: Int { max((windows.last?.hours ?? 1) - 1, lags.last?.hours ?? 0) }

    /// The places of this sensor's windows and lags in the row.
    var places: [Int] { windows.flatMap { [$0.mean, $0.std, $0.min, $0.max].compactMap(\.self) } + lags.map(\.place) }

    /// Nil when no feature looks back at this sensor.
    init?(sensor: Int, features: [Feature]) {
        self.sensor = sensor
        var windowsByHours: [Int: Window] = [:]
        for (place, feature) in features.enumerated() {
            switch feature.definition {
            case .rolling(sensor, let hours, let statistic):
                var window = windowsByHours[hours] ?? Window(hours: hours)
                switch statistic {
                case .mean: window.mean = place
                case .std: window.std = place
                case .min: window.min = place
                case .max: window.max = place
                }
                windowsByHours[hours] = window
            case .lag(sensor, let hours):
                lags.append(Lag(hours: hours, place: place))
            default: break
            }
        }
        windows = windowsByHours.values.sorted { $0.hours < $1.hours }
        lags.sort { $0.hours < $1.hours }
        guard let reach = (windows.map(\.span) + lags.map { $0.span + 1 }).max() else { return nil }
        self.reach = reach
    }

    /// Writes this sensor's windows and lags.
    ///
    /// - Parameters:
    ///   - row: the whole row.
    ///   - value: the present value, NaN where missing.
    ///   - time: the present moment.
    ///   - times: the history's moments, ascending.
    ///   - column: the history's values of this sensor.
    ///   - end: history before this place counts; none of it is later than `time`.
    func fill(
        _ row: UnsafeMutableBufferPointer<Float>, value: Double, time: Timestamp, times: [Timestamp],
        column: [Double], end: Int
    ) {
        for lag in lags { row[lag.place] = .nan }
        var sum = 0.0
        var count = 0
        var least = Double.infinity
        var greatest = -Double.infinity
        if !value.isNaN {
            (sum, count, least, greatest) = (value, 1, value, value)
        }
        var nextWindow = 0
        var nextLag = 0
        var place = end - 1
        while place >= 0 {
            let age = time.milliseconds - times[place].milliseconds
            if age >= reach { break }
            while nextWindow < windows.count, age >= windows[nextWindow].span {
                close(
                    windows[nextWindow], row, value: value, column: column, from: place + 1, to: end,
                    (sum, count, least, greatest))
                nextWindow += 1
            }
            let past = column[place]
            while nextLag < lags.count, lags[nextLag].span < age { nextLag += 1 }
            // The newest of several readings of that moment stands last, and is met first.
            if nextLag < lags.count, lags[nextLag].span == age {
                row[lags[nextLag].place] = Float(past)
                nextLag += 1
            }
            if nextWindow < windows.count, !past.isNaN {
                sum += past
                count += 1
                least = Swift.min(least, past)
                greatest = Swift.max(greatest, past)
            }
            place -= 1
        }
        while nextWindow < windows.count {
            close(
                windows[nextWindow], row, value: value, column: column, from: place + 1, to: end,
                (sum, count, least, greatest))
            nextWindow += 1
        }
    }

    private func close(
        _ window: Window, _ row: UnsafeMutableBufferPointer<Float>, value: Double, column: [Double], from: Int, to: Int,
        _ totals: (sum: Double, count: Int, least: Double, greatest: Double)
    ) {
        let mean = totals.count > 0 ? totals.sum / Double(totals.count) : .nan
        if let place = window.mean { row[place] = Float(mean) }
        if let place = window.min { row[place] = totals.count > 0 ? Float(totals.least) : .nan }
        if let place = window.max { row[place] = totals.count > 0 ? Float(totals.greatest) : .nan }
        guard let place = window.std else { return }
        guard totals.count > 1 else {
            row[place] = .nan
            return
        }
        var squares = 0.0
        let present = value - mean
        if !present.isNaN { squares += present * present }
        var past = to - 1
        while past >= from {
            let distance = column[past] - mean
            if !distance.isNaN { squares += distance * distance }
            past -= 1
        }
        row[place] = Float((squares / Double(totals.count - 1)).squareRoot())
    }
}
