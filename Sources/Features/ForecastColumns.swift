import Readings

/// Lays out the columns of a forecast schema.
struct ForecastColumns {
    private let sensors: SensorSchema
    private(set) var inputs: [ForecastInput] = []
    private var places: [ForecastInput.Definition: Int] = [:]

    init(sensors: SensorSchema) {
        self.sensors = sensors
    }

    /// Columns that all horizons use: changes, departures from the day's mean, and the levels of all sensors but the
    /// first, whose level would be the season itself.
    mutating func addShared() {
        for (sensor, quantity) in sensors.quantities.enumerated() {
            for hours in [1, 2, 3, 6, 12, 24] {
                add("\(quantity.name)_change_\(hours)h", .change(sensor: sensor, hours: hours))
            }
            add("\(quantity.name)_from_day_mean", .dayMean(sensor: sensor))
            if sensor > 0 { add("\(quantity.name)_level", .level(sensor: sensor)) }
        }
    }

    /// Columns that depend on the target's clock hour.
    mutating func addColumns(ofHorizon horizon: Int) {
        for (sensor, quantity) in sensors.quantities.enumerated() {
            add("\(quantity.name)_yesterday_\(horizon)h", .yesterday(sensor: sensor, horizon: horizon))
            add("\(quantity.name)_week_mean_\(horizon)h", .weekMean(sensor: sensor, horizon: horizon))
        }
        for harmonic in 1...3 {
            add("hour_sin\(harmonic)_\(horizon)h", .sine(harmonic: harmonic, horizon: horizon))
            add("hour_cos\(harmonic)_\(horizon)h", .cosine(harmonic: harmonic, horizon: horizon))
        }
        for factor in hourDependentFactors(horizon) {
            guard let place = places[factor] else { continue }
            for harmonic in 1...2 {
                let waves: [ForecastInput.Definition] = [
                    .sine(harmonic: harmonic, horizon: horizon), .cosine(harmonic: harmonic, horizon: horizon),
                ]
                for wave in waves {
                    guard let wavePlace = places[wave] else { continue }
                    add("\(inputs[place].name)_x_\(inputs[wavePlace].name)", .product(place, wavePlace))
                }
            }
        }
    }

    /// Columns of the nearest stations: how they differ from this one, and where they have been going.
    mutating func addNeighbours(_ count: Int) {
        for rank in 0..<count {
            for (sensor, quantity) in sensors.quantities.enumerated() {
                let name = "neighbour_\(rank + 1)_\(quantity.name)"
                add("\(name)_difference", .neighbour(rank: rank, sensor: sensor))
                for hours in [1, 3] {
                    add("\(name)_change_\(hours)h", .neighbourChange(rank: rank, sensor: sensor, hours: hours))
                }
            }
        }
    }

    /// What is worth more or less depending on the clock hour: the first sensor's movements, and where the others stand
    /// against their recent past.
    private func hourDependentFactors(_ horizon: Int) -> [ForecastInput.Definition] {
        var factors: [ForecastInput.Definition] = [1, 3, 6, 24].map { .change(sensor: 0, hours: $0) }
        factors.append(.yesterday(sensor: 0, horizon: horizon))
        factors.append(.dayMean(sensor: 0))
        for sensor in sensors.quantities.indices {
            factors.append(.weekMean(sensor: sensor, horizon: horizon))
        }
        let count = sensors.quantities.count
        factors += [1, 2].filter { $0 < count }.map { .change(sensor: $0, hours: 3) }
        factors += [2, 3].filter { $0 < count }.map { .level(sensor: $0) }
        return factors
    }

    private mutating func add(_ name: String, _ definition: ForecastInput.Definition) {
        places[definition] = inputs.count
        inputs.append(ForecastInput(name: name, definition: definition))
    }
}
