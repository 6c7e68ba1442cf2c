package import Readings

/// The forecasts of one sensor that were issued at one moment, with their intervals, and what was measured.
package struct ForecastFan: Sendable {
    /// Bounds of one level.
    package struct Band: Sendable {
        /// In (0, 1).
        package let level: Double
        /// One a horizon, in the sensor's unit.
        package let lower: [Double]
        /// One a horizon, in the sensor's unit.
        package let upper: [Double]

        package init(level: Double, lower: [Double], upper: [Double]) {
            self.level = level
            self.lower = lower
            self.upper = upper
        }
    }

    /// The station.
    package let station: String
    /// The sensor's name.
    package let sensor: String
    /// Its unit.
    package let unit: String
    /// The hour of the last reading that the forecasts knew.
    package let issuedAt: Timestamp
    /// What was known then, from where the forecasts start.
    package let present: Double
    /// Hours ahead, ascending.
    package let horizons: [Int]
    /// One a horizon.
    package let forecast: [Double]
    /// What came, one a horizon; NaN where nothing was measured.
    package let outcome: [Double]
    /// Narrowest first.
    package let bands: [Band]
    /// Of the measurements, before and after, ascending.
    package let times: [Timestamp]
    /// What was measured.
    package let measured: [Double]

    package init(
        station: String, sensor: String, unit: String, issuedAt: Timestamp, present: Double, horizons: [Int],
        forecast: [Double], outcome: [Double], bands: [Band], times: [Timestamp], measured: [Double]
    ) {
        self.station = station
        self.sensor = sensor
        self.unit = unit
        self.issuedAt = issuedAt
        self.present = present
        self.horizons = horizons
        self.forecast = forecast
        self.outcome = outcome
        self.bands = bands
        self.times = times
        self.measured = measured
    }

    /// How many outcomes lie inside of a band, of how many that were measured.
    /// - Parameter place: a place in the bands.
    /// - Returns: both numbers.
    package func inside(band place: Int) -> (inside: Int, of: Int) {
        let band = bands[place]
        let known = outcome.indices.filter { outcome[$0].isFinite && $0 < band.lower.count && $0 < band.upper.count }
        return (known.count { band.lower[$0] <= outcome[$0] && outcome[$0] <= band.upper[$0] }, known.count)
    }
}
