import Readings
import Testing

struct MeasurementUnitTests {
    // NIST SP 811 (2008), appendix B.
    @Test(
        arguments: [
            (MeasurementUnit.fahrenheit, 212, 100), (.fahrenheit, -40, -40), (.kelvin, 273.15, 0),
            (.inchOfMercury, 29.92, 1013.2076),
            (.millimetreOfMercury, 760, 1013.25), (.kilopascal, 101.325, 1013.25), (.pascal, 101_325, 1013.25),
            (.knot, 10, 5.144444), (.milePerHour, 10, 4.4704), (.kilometrePerHour, 36, 10), (.fraction, 0.5, 50),
            (.inchPerSecond, 1, 25.4), (.celsius, 21.5, 21.5),
        ] as [(MeasurementUnit, Double, Double)])
    func `brings values to the schema's unit`(unit: MeasurementUnit, value: Double, expected: Double) {
        #expect(abs(unit.inSchemaUnit(value) - expected) < 1e-3)
    }

    @Test(arguments: [
        ("temp_f", Quantity.airTemperature, MeasurementUnit.fahrenheit), ("Temp (°C)", .airTemperature, .celsius),
        ("tempF", .airTemperature, .fahrenheit), ("pressure [inHg]", .airPressure, .inchOfMercury),
        ("slp_mb", .airPressure, .hectopascal), ("Wind Speed (kts)", .windSpeed, .knot),
        ("wind_m_s", .windSpeed, .metrePerSecond), ("rh_pct", .relativeHumidity, .percent),
        ("vibration in/s", .vibration, .inchPerSecond),
    ])
    func `is read from a column's name`(header: String, quantity: Quantity, unit: MeasurementUnit) {
        #expect(MeasurementUnit(header: header, of: quantity) == unit)
    }

    @Test(arguments: [
        ("temperature", Quantity.airTemperature), ("pressure", .airPressure), ("wind_speed", .windSpeed),
        ("humidity", .relativeHumidity), ("f", .airTemperature),
    ])
    func `is not read into a name that has none`(header: String, quantity: Quantity) {
        #expect(MeasurementUnit(header: header, of: quantity) == nil)
    }

    @Test(arguments: [
        (Quantity.airTemperature, [64.0, 81, 90], MeasurementUnit.fahrenheit), (.airTemperature, [285, 290], .kelvin),
        (.airPressure, [29.8, 30.1], .inchOfMercury), (.airPressure, [101.2, 99.8], .kilopascal),
        (.airPressure, [101_200, 99_800], .pascal), (.relativeHumidity, [0.4, 0.85], .fraction),
    ])
    func `is guessed where only one fits the values`(quantity: Quantity, values: [Double], unit: MeasurementUnit) {
        let guess = UnitGuess(of: quantity, header: quantity.name, sample: values)
        #expect(guess == UnitGuess(unit, .values))
    }

    @Test func `is the schema's own where nothing tells`() {
        #expect(
            UnitGuess(of: .airTemperature, header: "temperature", sample: [-4, 31, .nan])
                == UnitGuess(.celsius, .assumed))
        #expect(UnitGuess(of: .windSpeed, header: "wind_speed", sample: []) == UnitGuess(.metrePerSecond, .assumed))
    }

    @Test func `is doubted where the values speak against the name`() throws {
        let guess = try #require(UnitGuess(of: .airTemperature, header: "temp_c", sample: [70, 85, 91]))
        #expect(guess.unit == .celsius && guess.evidence == .header)
        #expect(guess.doubt == "values from 70.0 to 91.0 are unusual in °C, they would fit °F")
    }
}
