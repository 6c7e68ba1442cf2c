public import Readings

extension QuickstartReport {
    /// One station's anomaly scores in order of time.
    public struct ScoreSeries: Sendable {
        /// The station.
        public let station: String
        /// The moments, ascending.
        public let times: [Timestamp]
        /// The paper's score of each, (0, 1].
        public let scores: [Double]

        package init(station: String, times: [Timestamp], scores: [Double]) {
            self.station = station
            self.times = times
            self.scores = scores
        }
    }
}
