import Readings

/// All departures of one sensor.
struct DeparturePlan: Sendable {
    /// One departure and its place in the row.
    private struct Departure: Sendable {
        let usual: FeatureDefinition.Usual
        let place: Int
    }

    let sensor: Int
    private let departures: [Departure]

    /// Nil when no feature is a departure of this sensor.
    init?(sensor: Int, features: [Feature]) {
        self.sensor = sensor
        departures = features.enumerated().compactMap { place, feature in
            guard case .departure(sensor, let usual) = feature.definition else { return nil }
            return Departure(usual: usual, place: place)
        }
        if departures.isEmpty { return nil }
    }

    /// Writes this sensor's departures.
    ///
    /// - Parameters:
    ///   - row: the whole row.
    ///   - value: the present value, NaN where missing.
    ///   - time: the present moment.
    ///   - times: the history's moments, ascending.
    ///   - column: the history's values of this sensor.
    ///   - end: history before this place counts; of it what is earlier than `time`.
    func fill(
        _ row: UnsafeMutableBufferPointer<Float>, value: Double, time: Timestamp, times: [Timestamp],
        column: [Double], end: Int
    ) {
        var latest = end
        while latest > 0, times[latest - 1] >= time { latest -= 1 }
        for departure in departures {
            let earliest = time.milliseconds - Int64(departure.usual.hours) * Timestamp.millisecondsPerHour
            var first = latest
            while first > 0, times[first - 1].milliseconds >= earliest { first -= 1 }
            let usual: Double
            switch departure.usual {
            case .median: usual = Self.median(of: column[first..<latest])
            case .mean: usual = Self.mean(of: column[first..<latest])
            case .lag:
                // The newest of several readings of that moment stands last.
                while first + 1 < latest, times[first + 1].milliseconds == earliest { first += 1 }
                usual = first < latest && times[first].milliseconds == earliest ? column[first] : .nan
            }
            row[departure.place] = Float(value - usual)
        }
    }

    private static func mean(of window: ArraySlice<Double>) -> Double {
        var sum = 0.0
        var count = 0
        var place = window.endIndex
        while place > window.startIndex {
            place -= 1
            let value = window[place]
            guard !value.isNaN else { continue }
            sum += value
            count += 1
        }
        return count > 0 ? sum / Double(count) : .nan
    }

    private static func median(of window: ArraySlice<Double>) -> Double {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, window.count)) { sorted in
            var count = 0
            for value in window where !value.isNaN {
                sorted.initializeElement(at: count, to: value)
                count += 1
            }
            guard count > 0 else { return .nan }
            var values = UnsafeMutableBufferPointer(rebasing: sorted[..<count])
            values.sort()
            let upper = values[count / 2]
            return count.isMultiple(of: 2) ? (values[count / 2 - 1] + upper) / 2 : upper
        }
    }
}
