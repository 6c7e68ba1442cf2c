/// How good forecasts were: every figure of them that a report shows.
package struct ForecastQuality: Sendable {
    /// Levels of the intervals, narrowest first, in (0, 1); empty without intervals.
    package let levels: [Double]
    /// One entry a sensor.
    package let sensors: [Sensor]

    package init(levels: [Double], sensors: [Sensor]) {
        self.levels = levels
        self.sensors = sensors
    }

    /// The level whose intervals the sentences speak of: the middle one, nil without intervals.
    package var mainLevel: Int? { levels.isEmpty ? nil : levels.count / 2 }
}
