import Readings
import TestSupport

extension StationSeries {
    /// Seeded readings at irregular moments: several an hour, on the hour, after gaps of hours and days, and of the same
    /// moment; one value in eight is missing.
    static func irregular(
        count: Int, quantities: Int, seed: UInt64, repeatingMoments: Bool = true
    ) -> StationSeries {
        var random = SeededRandom(seed: seed)
        let minutes = [60, 60, 60, 60, 60, 60, 60, 10, 20, 30, 1, 59, 61, 120, 180, 420, 1_500, 0]
        var time = Int64.random(in: -1_000_000...1_000_000, using: &random) * 60_000
        var series = StationSeries(quantityCount: quantities)
        for _ in 0..<count {
            var step = minutes.randomElement(using: &random) ?? 60
            if step == 0, !repeatingMoments { step = 60 }
            time += Int64(step) * 60_000
            let values = (0..<quantities).map { quantity in
                Int.random(in: 0..<8, using: &random) == 0
                    ? Double.nan : Double.random(in: -30...40, using: &random) * (quantity == 1 ? 30 : 1)
            }
            series.insert(values, at: Timestamp(milliseconds: time))
        }
        return series
    }

    /// Seeded readings that mostly follow each other after an hour, some after a gap of hours, days or odd minutes. Of
    /// the values some are missing, some are equal, and some are −0.
    static func hourly(count: Int, quantities: Int, seed: UInt64) -> StationSeries {
        var random = SeededRandom(seed: seed)
        let gaps = [120, 180, 300, 1_380, 1_440, 1_500, 1_800, 5_000, 37, 61]
        var time = Int64.random(in: -10_000...10_000, using: &random) * 3_600_000 + 51 * 60_000
        var series = StationSeries(quantityCount: quantities)
        for _ in 0..<count {
            let isGap = Int.random(in: 0..<30, using: &random) == 0
            time += Int64(isGap ? gaps.randomElement(using: &random) ?? 60 : 60) * 60_000
            let values = (0..<quantities).map { _ in
                [Double.nan, -0.0, 0.5, Double.random(in: -30...40, using: &random)][
                    [0, 1, 1, 2, 3, 3, 3, 3, 3, 3].randomElement(using: &random) ?? 3]
            }
            series.insert(values, at: Timestamp(milliseconds: time))
        }
        return series
    }
}
