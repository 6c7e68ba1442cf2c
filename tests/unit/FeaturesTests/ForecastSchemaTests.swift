import Features
import Readings
import Testing

struct ForecastSchemaTests {
    private let weather = ForecastSchema.weather

    @Test func `has 381 inputs of weather, each under a name of its own`() {
        #expect(weather.inputs.count == 381)
        #expect(Set(weather.inputNames).count == 381)
        #expect(weather.horizons == [1, 3, 6, 12, 24])
        #expect(
            weather.inputNames.prefix(9) == [
                "temperature_change_1h", "temperature_change_2h", "temperature_change_3h", "temperature_change_6h",
                "temperature_change_12h", "temperature_change_24h", "temperature_from_day_mean", "pressure_change_1h",
                "pressure_change_2h",
            ])
    }

    @Test func `shares 31 inputs among horizons and gives each 70 of its own`() {
        let shared = Array(0..<31)
        for (horizon, places) in weather.inputsByHorizon.enumerated() {
            #expect(Array(places.prefix(31)) == shared)
            #expect(Array(places.dropFirst(31)) == Array(31 + 70 * horizon..<101 + 70 * horizon))
            let hours = weather.horizons[horizon]
            #expect(places.dropFirst(31).allSatisfy { weather.inputNames[$0].hasSuffix("_\(hours)h") })
        }
    }

    @Test func `has no level of the first sensor and no part of the year`() {
        #expect(!weather.inputs.contains { $0.definition == .level(sensor: 0) })
        #expect(weather.inputs.contains { $0.definition == .level(sensor: 1) })
        #expect(!weather.inputNames.contains { $0.contains("month") || $0.contains("day_of") })
    }

    @Test func `makes products of columns that stand before them`() {
        for (place, input) in weather.inputs.enumerated() {
            guard case .product(let left, let right) = input.definition else { continue }
            #expect(left < place && right < place)
            #expect(input.name == "\(weather.inputNames[left])_x_\(weather.inputNames[right])")
        }
    }

    @Test func `sorts its horizons and counts each once`() {
        let schema = ForecastSchema(sensors: .weather, horizons: [24, 1, 6, 1, 3, 12])
        #expect(schema == weather)
        #expect(schema.fingerprint == weather.fingerprint)
    }

    @Test func `has another fingerprint for other horizons, sensors or units`() {
        var temperature = Quantity.airTemperature
        temperature = Quantity(name: temperature.name, unit: "K", physicalRange: temperature.physicalRange)
        let inKelvin = SensorSchema(
            name: "weather", quantities: [temperature] + SensorSchema.weather.quantities.dropFirst())
        let schemas = [
            weather, ForecastSchema(sensors: .weather, horizons: [1, 3, 6, 12]),
            ForecastSchema(sensors: .weather, horizons: [1, 3, 6, 12, 23]),
            ForecastSchema(sensors: .machine, horizons: [1, 3, 6, 12, 24]),
            ForecastSchema(sensors: inKelvin, horizons: [1, 3, 6, 12, 24]),
        ]
        #expect(Set(schemas.map(\.fingerprint)).count == schemas.count)
    }

    @Test(arguments: [(1, 23), (3, 21), (6, 18), (12, 12), (23, 1), (24, 0), (25, 23), (47, 1), (48, 0)])
    func `finds the newest value at the target's clock hour`(horizon: Int, hours: Int) {
        #expect(ForecastSchema.hoursBack(toClockHourOf: horizon) == hours)
    }

    @Test func `has the columns of neighbours last, twelve for each, and each horizon uses them`() {
        let schema = ForecastSchema(sensors: .weather, horizons: [1, 3, 6, 12, 24], neighbours: 2)
        #expect(Array(schema.inputs.prefix(381)) == weather.inputs)
        #expect(schema.neighbourInputs == 381..<405 && schema.inputs.count == 405)
        #expect(schema.inputNames[381] == "neighbour_1_temperature_difference")
        #expect(schema.inputNames[404] == "neighbour_2_wind_speed_change_3h")
        #expect(Set(schema.inputNames).count == 405)
        #expect(schema.inputsByHorizon.map { $0.filter { $0 < 381 } } == weather.inputsByHorizon)
        #expect(schema.inputsByHorizon.allSatisfy { $0.suffix(24) == Array(381..<405)[...] })
        #expect(schema.fingerprint != weather.fingerprint)
        #expect(weather.neighbours == 0 && weather.neighbourInputs.isEmpty)
        #expect(
            weather.fingerprint == "2457925a2486daf0", "a registered forecaster without neighbours can still be read")
    }

    @Test func `serves one sensor as well`() {
        let schema = ForecastSchema(
            sensors: SensorSchema(name: "one", quantities: [.airTemperature]), horizons: [24])
        #expect(Set(schema.inputNames).count == schema.inputs.count)
        #expect(schema.inputsByHorizon == [Array(schema.inputs.indices)])
    }
}
