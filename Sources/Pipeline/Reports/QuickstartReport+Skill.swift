extension QuickstartReport {
    /// How good one sensor's forecasts are, one entry a horizon.
    public struct Skill: Sendable {
        /// The sensor's name.
        public let sensor: String
        /// Its unit.
        public let unit: String
        /// Hours ahead.
        public let horizons: [Int]
        /// Mean absolute error of the model.
        public let errors: [Double]
        /// Mean absolute error of persistence.
        public let persistenceErrors: [Double]
        /// 1 − error ÷ persistence's.
        public let skills: [Double]

        package init(
            sensor: String, unit: String, horizons: [Int], errors: [Double], persistenceErrors: [Double],
            skills: [Double]
        ) {
            self.sensor = sensor
            self.unit = unit
            self.horizons = horizons
            self.errors = errors
            self.persistenceErrors = persistenceErrors
            self.skills = skills
        }
    }
}
