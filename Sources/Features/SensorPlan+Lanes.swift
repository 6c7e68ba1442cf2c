extension SensorPlan {
    /// Neighbouring hours computed at once.
    static let laneCount = 8
    private typealias Lanes = SIMD8<Double>

    /// Writes the windows and lags of `laneCount` neighbouring hours.
    ///
    /// Each lane does what `fill` does for one row, in the same order, so that its bits are the same.
    ///
    /// - Parameters:
    ///   - columns: at the first hour of the first feature's column, `HourlyBlock.rowCapacity` numbers a feature.
    ///   - values: at the first hour; NaN where missing. Hours before it are there as far as the plan reaches.
    ///   - addends: the same with −0 where missing.
    ///   - counts: values before each hour.
    @inline(__always)
    func fillLanes(
        _ columns: UnsafeMutablePointer<Float>, values: UnsafePointer<Double>, addends: UnsafePointer<Double>,
        counts: UnsafePointer<Double>
    ) {
        let present = Self.lanes(values)
        let isMissing = present .!= present
        var sum = present.replacing(with: 0, where: isMissing)
        var least = present.replacing(with: .infinity, where: isMissing)
        var greatest = present.replacing(with: -.infinity, where: isMissing)
        let end = Self.lanes(counts + 1)
        var hour = 1
        for window in windows {
            while hour < window.hours {
                let past = Self.lanes(values - hour)
                sum += Self.lanes(addends - hour)
                least.replace(with: past, where: past .< least)
                greatest.replace(with: past, where: past .> greatest)
                hour += 1
            }
            let count = end - Self.lanes(counts + 1 - hour)
            let isEmpty = count .== 0
            let mean = sum / count
            if let place = window.mean { Self.store(mean, at: place, of: columns, undefined: isEmpty) }
            if let place = window.min { Self.store(least, at: place, of: columns, undefined: isEmpty) }
            if let place = window.max { Self.store(greatest, at: place, of: columns, undefined: isEmpty) }
            guard let place = window.std else { continue }
            var squares = Lanes.zero
            for hour in 0..<window.hours {
                let distance = Self.lanes(values - hour) - mean
                let square = distance * distance
                // Not a number is not greater than zero: what is missing adds nothing.
                squares += Lanes.zero.replacing(with: square, where: square .> 0)
            }
            Self.store((squares / (count - 1)).squareRoot(), at: place, of: columns, undefined: count .<= 1)
        }
        for lag in lags { Self.store(Self.lanes(values - lag.hours), at: lag.place, of: columns) }
    }

    @inline(__always)
    private static func lanes(_ pointer: UnsafePointer<Double>) -> Lanes {
        UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
    }

    @inline(__always)
    private static func store(
        _ lanes: Lanes, at place: Int, of columns: UnsafeMutablePointer<Float>, undefined: SIMDMask<SIMD8<Int64>>
    ) {
        store(lanes.replacing(with: .nan, where: undefined), at: place, of: columns)
    }

    @inline(__always)
    private static func store(_ lanes: Lanes, at place: Int, of columns: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(columns + place * HourlyBlock.rowCapacity)
            .storeBytes(of: SIMD8<Float>(lanes), as: SIMD8<Float>.self)
    }
}
