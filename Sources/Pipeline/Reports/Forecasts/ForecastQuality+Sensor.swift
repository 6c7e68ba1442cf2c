extension ForecastQuality {
    /// The scores of one sensor.
    package struct Sensor: Sendable {
        /// Its name.
        package let name: String
        /// Its unit.
        package let unit: String
        /// Over all forecasts; one a horizon, ascending.
        package let scores: [Score]
        /// By month of issue, ascending, named such as `2013-07`.
        package let months: [Group]
        /// By station, in order of name.
        package let stations: [Group]
        /// By training, ascending, named by the day of its first forecast; empty when all forecasts are of one.
        package let trainings: [Group]

        package init(
            name: String, unit: String, scores: [Score], months: [Group], stations: [Group], trainings: [Group]
        ) {
            self.name = name
            self.unit = unit
            self.scores = scores
            self.months = months
            self.stations = stations
            self.trainings = trainings
        }
    }
}
