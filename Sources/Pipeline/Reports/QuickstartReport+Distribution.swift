extension QuickstartReport {
    /// How a feature is spread in training and after.
    public struct Distribution: Sendable {
        /// The feature's name.
        public let feature: String
        /// The edges of the bins, one more than counts.
        public let edges: [Double]
        /// Share of the training rows in each bin.
        public let training: [Double]
        /// Share of the later rows in each bin.
        public let later: [Double]

        package init(feature: String, edges: [Double], training: [Double], later: [Double]) {
            self.feature = feature
            self.edges = edges
            self.training = training
            self.later = later
        }
    }
}
