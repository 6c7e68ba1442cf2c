public import Readings

extension QuickstartReport {
    /// One forecast over a stretch of time, beside what happened.
    public struct Trace: Sendable {
        /// The station.
        public let station: String
        /// The sensor's name.
        public let sensor: String
        /// Its unit.
        public let unit: String
        /// Hours ahead.
        public let horizon: Int
        /// The moments forecast, ascending.
        public let times: [Timestamp]
        /// What was forecast for each, NaN where nothing was.
        public let forecast: [Double]
        /// What was measured, NaN where nothing was.
        public let outcome: [Double]

        package init(
            station: String, sensor: String, unit: String, horizon: Int, times: [Timestamp], forecast: [Double],
            outcome: [Double]
        ) {
            self.station = station
            self.sensor = sensor
            self.unit = unit
            self.horizon = horizon
            self.times = times
            self.forecast = forecast
            self.outcome = outcome
        }
    }
}
