import Features
import Learning
import Readings
import Testing

/// Inputs, scales, weights and forecasts against numpy's, from the same readings.
struct RidgeOracleTests {
    private let fixture: NumpyRidgeFixture
    private let examples: ForecastExamples
    private let model: RidgeForecaster

    init() throws {
        fixture = try NumpyRidgeFixture.read()
        examples = ForecastExamples(of: fixture.series, schema: fixture.schema)
        model = try RidgeForecasterTrainer(penalty: fixture.penalty)
            .fit(examples, outcomesBefore: Timestamp(milliseconds: fixture.cutHour * 3_600_000))
    }

    @Test func `fills and scales inputs as numpy does, to one unit in the last place`() throws {
        #expect(Set(model.schema.inputNames) == Set(fixture.inputs))
        for (place, name) in fixture.inputs.enumerated() {
            let column = try #require(model.schema.inputNames.firstIndex(of: name))
            let (mean, inverse) = (Float(fixture.means[place]), Float(fixture.inverseDeviations[place]))
            // Means near 0 are differences of larger sums.
            #expect(abs(model.scale.means[column] - mean) <= max(mean.ulp, 1e-8), "\(name)")
            #expect(abs(model.scale.inverseDeviations[column] - inverse) <= 2 * inverse.ulp, "\(name)")
        }
    }

    /// Ours solve the normal equations, numpy's go by singular values; both in Double, ours rounded to Float.
    @Test func `finds numpy's weights to a millionth`() throws {
        #expect(model.weights.count == fixture.inputs.count * fixture.outputs.count)
        for output in fixture.outputs {
            let horizon = try #require(model.schema.horizons.firstIndex(of: output.horizon))
            let sensor = try #require(model.schema.sensors.index(of: output.sensor))
            let place = model.output(horizon: horizon, sensor: sensor)
            let expected = Dictionary(uniqueKeysWithValues: zip(output.inputs, output.weights))
            for (column, name) in model.schema.inputNames.enumerated() {
                let weight = Double(model.weights[column * model.outputCount + place])
                if let theirs = expected[name] {
                    #expect(abs(weight - theirs) <= 1e-6 * max(1, abs(theirs)), "\(output.sensor) \(name)")
                } else {
                    #expect(weight == 0, "\(output.sensor) does not use \(name)")
                }
            }
            #expect(abs(Double(model.intercepts[place]) - output.intercept) <= 1e-6)
        }
    }

    @Test func `forecasts what numpy forecasts to a hundred-thousandth`() throws {
        for output in fixture.outputs {
            try #require(output.forecasts.count == examples.rowCount)
            let horizon = try #require(model.schema.horizons.firstIndex(of: output.horizon))
            let sensor = try #require(model.schema.sensors.index(of: output.sensor))
            for (row, expected) in output.forecasts.enumerated() {
                let forecasts = Forecaster(model).forecasts(of: examples, row: row)
                let ours = forecasts[model.output(horizon: horizon, sensor: sensor)]
                if let expected {
                    #expect(abs(ours - expected) <= 1e-5, "row \(row)")
                } else {
                    #expect(ours.isNaN)
                }
            }
        }
    }
}
