import Readings

extension FeatureExtractor {
    /// Computes the rows of a block's readings.
    /// - Parameters:
    ///   - block: has taken readings of the series.
    ///   - series: one station's readings.
    ///   - runBegin: the place in the series before which nothing counts.
    ///   - rows: gets one row for each reading; room for `HourlyBlock.rowCapacity`.
    func fill(
        _ block: inout HourlyBlock, of series: StationSeries, runBegin: Int, rows: UnsafeMutablePointer<Float>
    ) {
        for plan in plans {
            series.columns[plan.sensor].withUnsafeBufferPointer {
                block.fill(plan, times: series.times, column: $0, runBegin: runBegin)
            }
        }
        let first = series.times[block.begin]
        for (place, definition) in direct {
            let column = block.columns + place * HourlyBlock.rowCapacity
            switch definition {
            case .sensor(let sensor):
                series.columns[sensor].withUnsafeBufferPointer { values in
                    for row in 0..<block.rowCount { column[row] = Float(values[block.begin + row]) }
                }
            case .product(let left, let right):
                series.columns[left].withUnsafeBufferPointer { left in
                    series.columns[right].withUnsafeBufferPointer { right in
                        for row in 0..<block.rowCount {
                            column[row] = Float(left[block.begin + row] * right[block.begin + row])
                        }
                    }
                }
            case .calendar(let part): block.fill(column, with: part, from: first)
            case .rolling, .lag, .departure: break
            }
        }
        block.write(to: rows, width: schema.features.count)
        for plan in departures {
            let column = series.columns[plan.sensor]
            for row in 0..<block.rowCount {
                let place = block.begin + row
                plan.fill(
                    UnsafeMutableBufferPointer(
                        start: rows + row * schema.features.count, count: schema.features.count),
                    value: column[place], time: series.times[place], times: series.times, column: column, end: place)
            }
        }
    }
}
