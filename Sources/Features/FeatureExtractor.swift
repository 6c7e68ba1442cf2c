public import Readings

/// Computes feature rows. Training, replay and serving all pass here, so that one reading with one history has one row.
///
/// A row depends on the present values and on the readings of the last 24 hours, one of exactly 24 hours ago included. Sums run from the newest value to the
/// oldest and are kept in Double; each feature is rounded once, to Float.
public struct FeatureExtractor: Sendable {
    /// The schema of the rows.
    public let schema: FeatureSchema

    /// Fewer readings are cheaper one by one.
    private static let leastBlock = 4

    let plans: [SensorPlan]
    let departures: [DeparturePlan]
    let direct: [(place: Int, definition: FeatureDefinition)]

    /// An extractor of one schema.
    /// - Parameter schema: gives columns and their order.
    public init(schema: FeatureSchema) {
        self.schema = schema
        plans = schema.sensors.quantities.indices.compactMap { SensorPlan(sensor: $0, features: schema.features) }
        departures = schema.sensors.quantities.indices.compactMap {
            DeparturePlan(sensor: $0, features: schema.features)
        }
        direct = schema.features.enumerated().compactMap { place, feature in
            switch feature.definition {
            case .sensor, .calendar, .product: (place, feature.definition)
            case .rolling, .lag, .departure: nil
            }
        }
    }

    /// The row of a reading that need not be part of the history.
    /// - Parameters:
    ///   - values: the present values, one for each quantity; NaN where missing.
    ///   - time: when they were measured.
    ///   - history: the station's readings; only those before `time` count, the given values stand in for one of
    ///     the same moment.
    /// - Returns: one value for each feature; NaN where it is undefined.
    public func row(of values: [Double], at time: Timestamp, after history: StationSeries) -> [Float] {
        var row = [Float](repeating: .nan, count: schema.features.count)
        row.withUnsafeMutableBufferPointer {
            let end = history.firstIndex(after: Timestamp(milliseconds: time.milliseconds - 1))
            fill($0, values: values, time: time, history: history, end: end)
        }
        return row
    }

    /// The rows of all readings of a series, each computed from the readings before it, with the same bits as alone.
    ///
    /// Where readings lie whole hours apart, neighbouring rows are computed together, several times as fast.
    /// - Parameters:
    ///   - series: one station's readings.
    ///   - receive: gets each reading's place in the series and its row; the row is valid during the call only.
    public func forEachRow(of series: StationSeries, _ receive: (Int, UnsafeMutableBufferPointer<Float>) -> Void) {
        let width = schema.features.count
        withUnsafeTemporaryAllocation(of: Float.self, capacity: HourlyBlock.rowCapacity * width) { buffer in
            buffer.initialize(repeating: .nan)
            guard let rows = buffer.baseAddress else { return }
            var values = [Double](repeating: .nan, count: schema.sensors.quantities.count)
            var block = HourlyBlock(history: plans.map(\.historyHours).max() ?? 0, featureCount: width)
            var runs = HourlyRuns(reach: plans.map(\.reach).max() ?? 0)
            var place = 0
            while place < series.count {
                if let runBegin = runs.run(withHistoryOf: place, in: series.times) {
                    block.take(from: place, of: series.times)
                    if block.rowCount >= Self.leastBlock {
                        fill(&block, of: series, runBegin: runBegin, rows: rows)
                        for row in 0..<block.rowCount {
                            receive(place + row, UnsafeMutableBufferPointer(start: rows + row * width, count: width))
                        }
                        place += block.rowCount
                        continue
                    }
                }
                for quantity in values.indices { values[quantity] = series.columns[quantity][place] }
                let row = UnsafeMutableBufferPointer(start: rows, count: width)
                fill(row, values: values, time: series.times[place], history: series, end: place)
                receive(place, row)
                place += 1
            }
        }
    }

    private func fill(
        _ row: UnsafeMutableBufferPointer<Float>, values: [Double], time: Timestamp, history: StationSeries, end: Int
    ) {
        for (place, definition) in direct {
            row[place] = Float(direct(definition, values: values, time: time))
        }
        for plan in plans {
            plan.fill(
                row, value: values[plan.sensor], time: time, times: history.times,
                column: history.columns[plan.sensor], end: end)
        }
        for plan in departures {
            plan.fill(
                row, value: values[plan.sensor], time: time, times: history.times,
                column: history.columns[plan.sensor], end: end)
        }
    }

    private func direct(_ definition: FeatureDefinition, values: [Double], time: Timestamp) -> Double {
        switch definition {
        case .sensor(let sensor): values[sensor]
        case .product(let left, let right): values[left] * values[right]
        case .calendar(let part): part.value(at: time)
        case .rolling, .lag, .departure: .nan
        }
    }
}
