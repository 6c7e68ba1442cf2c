public import Readings

extension QuickstartReport {
    /// A reading that scored high.
    public struct Anomaly: Sendable {
        /// The station.
        public let station: String
        /// When it was measured.
        public let time: Timestamp
        /// The paper's score.
        public let score: Double
        /// The reading in words, such as `temperature 38.9 °C`.
        public let values: [String]

        package init(station: String, time: Timestamp, score: Double, values: [String]) {
            self.station = station
            self.time = time
            self.score = score
            self.values = values
        }
    }
}
