import Readings

/// Up to `rowCapacity` readings of one station that lie whole hours apart, laid out so that all their rows are computed
/// together: each sensor's values hour by hour, with the hours before that windows and lags reach.
///
/// The columns hold exactly the bits that `SensorPlan.fill` gives row by row.
struct HourlyBlock: ~Copyable {
    /// Readings, and hours from the first reading to the last, that one block takes.
    static let rowCapacity = 64

    private static let sines = (0..<24).map { Float(DayCycle.sine(harmonic: 1, hour: $0)) }
    private static let cosines = (0..<24).map { Float(DayCycle.cosine(harmonic: 1, hour: $0)) }

    /// Hours before the block that windows and lags see.
    let history: Int
    /// The place of the first reading in its series.
    private(set) var begin = 0
    /// Readings taken.
    private(set) var rowCount = 0
    /// Whether some hour between the first reading and the last has none.
    private(set) var hasGaps = false
    /// For each reading its hour, counted from the first reading.
    private var hours = [Int](repeating: 0, count: rowCapacity)
    /// The values by hour, `history` hours before the first reading's; NaN where there is none.
    private let values: UnsafeMutablePointer<Double>
    /// The same with −0 where there is none, which changes no sum.
    private let addends: UnsafeMutablePointer<Double>
    /// How many values stand before each hour.
    private let counts: UnsafeMutablePointer<Double>
    /// One column of `rowCapacity` numbers for each feature.
    let columns: UnsafeMutablePointer<Float>

    private var length: Int { history + Self.rowCapacity }

    init(history: Int, featureCount: Int) {
        self.history = history
        let length = history + Self.rowCapacity
        values = .allocate(capacity: length)
        addends = .allocate(capacity: length)
        counts = .allocate(capacity: length + 1)
        columns = .allocate(capacity: featureCount * Self.rowCapacity)
        columns.initialize(repeating: .nan, count: featureCount * Self.rowCapacity)
    }

    deinit {
        values.deallocate()
        addends.deallocate()
        counts.deallocate()
        columns.deallocate()
    }

    /// Takes the readings from a place on that lie whole hours after it, as many as there is room for.
    mutating func take(from begin: Int, of times: [Timestamp]) {
        self.begin = begin
        rowCount = 0
        let first = times[begin].milliseconds
        var last = -1
        var place = begin
        while place < times.count, rowCount < Self.rowCapacity {
            let (hour, rest) = (times[place].milliseconds - first)
                .quotientAndRemainder(dividingBy: Timestamp.millisecondsPerHour)
            guard rest == 0, hour > last, hour < Self.rowCapacity else { break }
            hours[rowCount] = Int(hour)
            last = Int(hour)
            rowCount += 1
            place += 1
        }
        hasGaps = last >= rowCount
    }

    /// Computes a sensor's columns.
    mutating func fill(
        _ plan: SensorPlan, times: [Timestamp], column: UnsafeBufferPointer<Double>, runBegin: Int
    ) {
        layOut(times: times, column: column, runBegin: runBegin)
        var hour = 0
        while hour <= hours[rowCount - 1] {
            plan.fillLanes(
                columns + hour, values: values + history + hour, addends: addends + history + hour,
                counts: counts + history + hour)
            hour += SensorPlan.laneCount
        }
        guard hasGaps else { return }
        for feature in plan.places {
            let column = columns + feature * Self.rowCapacity
            for row in 0..<rowCount { column[row] = column[hours[row]] }
        }
    }

    /// Computes a column of the calendar.
    func fill(
        _ column: UnsafeMutablePointer<Float>, with part: FeatureDefinition.CalendarPart, from first: Timestamp
    ) {
        let firstHour = first.hourOfDay
        switch part {
        case .hourSin, .hourCos:
            let byHour = part == .hourSin ? Self.sines : Self.cosines
            for row in 0..<rowCount { column[row] = byHour[(firstHour + hours[row]) % 24] }
        case .dayOfWeek, .month:
            var nextDay = 0
            var ofDay: Float = 0
            for row in 0..<rowCount {
                if hours[row] >= nextDay {
                    ofDay = Float(part.value(at: first.advanced(hours: hours[row])))
                    nextDay = hours[row] + 24 - (firstHour + hours[row]) % 24
                }
                column[row] = ofDay
            }
        }
    }

    /// Writes the columns' numbers row after row.
    /// - Parameters:
    ///   - rows: room for `rowCapacity` rows.
    ///   - width: features.
    func write(to rows: UnsafeMutablePointer<Float>, width: Int) {
        // Four by four, so that both sides are read and written in whole vectors.
        let whole = width / 4 * 4
        for first in stride(from: 0, to: rowCount, by: 4) {
            for feature in stride(from: 0, to: whole, by: 4) {
                let corner = UnsafeRawPointer(columns + feature * Self.rowCapacity + first)
                let step = Self.rowCapacity * MemoryLayout<Float>.stride
                let a = corner.loadUnaligned(as: SIMD4<Float>.self)
                let b = corner.loadUnaligned(fromByteOffset: step, as: SIMD4<Float>.self)
                let c = corner.loadUnaligned(fromByteOffset: 2 * step, as: SIMD4<Float>.self)
                let d = corner.loadUnaligned(fromByteOffset: 3 * step, as: SIMD4<Float>.self)
                for row in 0..<4 {
                    UnsafeMutableRawPointer(rows + (first + row) * width + feature)
                        .storeBytes(of: SIMD4(a[row], b[row], c[row], d[row]), as: SIMD4<Float>.self)
                }
            }
            for feature in whole..<width {
                for row in 0..<4 {
                    rows[(first + row) * width + feature] = columns[feature * Self.rowCapacity + first + row]
                }
            }
        }
    }

    /// Spreads a sensor's values over the hours.
    private func layOut(
        times: [Timestamp], column: UnsafeBufferPointer<Double>, runBegin: Int
    ) {
        values.initialize(repeating: .nan, count: length)
        for row in 0..<rowCount { values[history + hours[row]] = column[begin + row] }
        var place = begin - 1
        while place >= runBegin {
            let age = Int((times[begin].milliseconds - times[place].milliseconds) / Timestamp.millisecondsPerHour)
            if age > history { break }
            values[history - age] = column[place]
            place -= 1
        }
        var count = 0.0
        for hour in 0..<length {
            let value = values[hour]
            counts[hour] = count
            addends[hour] = value.isNaN ? -0.0 : value
            count += value.isNaN ? 0 : 1
        }
        counts[length] = count
    }
}
