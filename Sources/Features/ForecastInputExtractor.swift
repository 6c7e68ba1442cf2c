import Readings

/// Computes what a forecaster sees at one hour; the same for training and for serving.
public struct ForecastInputExtractor: Sendable {
    /// The schema of the rows.
    public let schema: ForecastSchema

    /// An extractor of one schema.
    /// - Parameter schema: gives columns and their order.
    public init(schema: ForecastSchema) {
        self.schema = schema
    }

    /// Writes the columns at an issue hour.
    /// - Parameters:
    ///   - row: one place for each input; gets NaN where a column is undefined.
    ///   - grid: one station's hours; only those of the last week up to `hour` count.
    ///   - hour: 0 ..< `grid.hourCount`.
    ///   - neighbours: the hours of other stations, the nearest first, nil for one that is not known; only the last of
    ///     them up to `hour` count.
    public func fill(
        _ row: UnsafeMutableBufferPointer<Float>, of grid: HourlyGrid, atHour hour: Int,
        neighbours: [HourlyGrid?] = []
    ) {
        for (place, input) in schema.inputs.enumerated() {
            switch input.definition {
            case .product(let left, let right):
                row[place] = row[left] * row[right]
            case .neighbour(let rank, let sensor):
                let measured = measured(neighbours, rank, sensor, at: grid.time(ofHour: hour))
                row[place] = Float(measured.now - grid.carried(sensor, hour: hour, issueHour: hour))
            case .neighbourChange(let rank, let sensor, let hours):
                let measured = measured(neighbours, rank, sensor, at: grid.time(ofHour: hour), hoursBack: hours)
                row[place] = Float(measured.now - measured.before)
            default:
                row[place] = Float(value(of: input.definition, grid: grid, hour: hour))
            }
        }
    }

    /// What a neighbour measured in an hour, and the value that it had some hours before.
    ///
    /// Nothing is carried to the hour itself: a neighbour that has not reported yet would seem to stand still.
    private func measured(
        _ neighbours: [HourlyGrid?], _ rank: Int, _ sensor: Int, at time: Timestamp, hoursBack: Int = 0
    ) -> (now: Double, before: Double) {
        guard rank < neighbours.count, let grid = neighbours[rank] else { return (.nan, .nan) }
        let hour = Int(time.hourIndex - grid.firstHour)
        guard hour >= 0, hour < grid.hourCount else { return (.nan, .nan) }
        return (grid.columns[sensor][hour], grid.carried(sensor, hour: hour - hoursBack, issueHour: hour))
    }

    private func value(of definition: ForecastInput.Definition, grid: HourlyGrid, hour: Int) -> Double {
        func past(_ sensor: Int, _ back: Int) -> Double { grid.carried(sensor, hour: hour - back, issueHour: hour) }
        switch definition {
        case .level(let sensor):
            return past(sensor, 0)
        case .change(let sensor, let hours):
            return past(sensor, 0) - past(sensor, hours)
        case .dayMean(let sensor):
            return mean((0..<24).lazy.map { past(sensor, $0) }, needing: 12) - past(sensor, 0)
        case .yesterday(let sensor, let horizon):
            return past(sensor, ForecastSchema.hoursBack(toClockHourOf: horizon)) - past(sensor, 0)
        case .weekMean(let sensor, let horizon):
            let newest = ForecastSchema.hoursBack(toClockHourOf: horizon)
            return mean((0..<7).lazy.map { past(sensor, newest + 24 * $0) }, needing: 1) - past(sensor, 0)
        case .sine(let harmonic, let horizon):
            return DayCycle.sine(harmonic: harmonic, hour: targetHour(grid, hour, horizon))
        case .cosine(let harmonic, let horizon):
            return DayCycle.cosine(harmonic: harmonic, hour: targetHour(grid, hour, horizon))
        case .product, .neighbour, .neighbourChange:
            return .nan
        }
    }

    private func targetHour(_ grid: HourlyGrid, _ hour: Int, _ horizon: Int) -> Int {
        grid.time(ofHour: hour + horizon).hourOfDay
    }

    private func mean(_ values: some Sequence<Double>, needing minimum: Int) -> Double {
        var sum = 0.0
        var count = 0
        for value in values where !value.isNaN {
            sum += value
            count += 1
        }
        return count >= minimum ? sum / Double(count) : .nan
    }
}
