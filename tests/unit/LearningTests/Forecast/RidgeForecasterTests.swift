import Features
import Learning
import Readings
import Testing

struct RidgeForecasterTests {
    private let schema = ForecastSchema(
        sensors: SensorSchema(name: "pair", quantities: [.airTemperature, .relativeHumidity]), horizons: [1, 6])

    private var scale: ColumnScale {
        ColumnScale(
            means: [Float](repeating: 1, count: schema.inputs.count),
            inverseDeviations: [Float](repeating: 2, count: schema.inputs.count))
    }

    /// Weight 10 of input 0 on output 0, and 3 of input 1 on output 3.
    private func model() throws -> RidgeForecaster {
        var weights = [Float](repeating: 0, count: schema.inputs.count * 4)
        weights[0] = 10
        weights[4 + 3] = 3
        return try RidgeForecaster(schema: schema, scale: scale, weights: weights, intercepts: [0.5, 1, 2, 4])
    }

    @Test func `adds present, intercept and weighted inputs`() throws {
        let model = try model()
        var inputs = [Float](repeating: 1, count: schema.inputs.count)
        #expect(Forecaster(model).forecasts(inputs: inputs, present: [100, 200]) == [100.5, 201, 102, 204])
        inputs[0] = 2
        inputs[1] = -1
        #expect(Forecaster(model).forecasts(inputs: inputs, present: [100, 200]) == [120.5, 201, 102, 192])
        #expect(model.outputCount == 4)
        #expect(model.output(horizon: 0, sensor: 1) == 1 && model.output(horizon: 1, sensor: 0) == 2)
    }

    @Test func `forecasts nothing of a sensor whose present is unknown`() throws {
        let inputs = [Float](repeating: .nan, count: schema.inputs.count)
        let forecasts = try Forecaster(model()).forecasts(inputs: inputs, present: [.nan, 200])
        #expect(forecasts[0].isNaN && forecasts[2].isNaN)
        #expect(forecasts[1] == 201 && forecasts[3] == 204)
    }

    @Test func `is not carried away by one absurd input`() throws {
        var inputs = [Float](repeating: 1, count: schema.inputs.count)
        inputs[0] = 1e30
        #expect(try Forecaster(model()).forecasts(inputs: inputs, present: [0, 0])[0] == 60.5)
    }

    @Test(arguments: [(107, 428, 4), (106, 428, 4), (107, 427, 4), (107, 428, 3), (0, 0, 0)])
    func `refuses parts that do not fit together`(scaled: Int, weights: Int, intercepts: Int) throws {
        try #require(schema.inputs.count == 107)
        func make() throws -> RidgeForecaster {
            try RidgeForecaster(
                schema: schema,
                scale: ColumnScale(
                    means: [Float](repeating: 0, count: scaled), inverseDeviations: [Float](repeating: 0, count: scaled)
                ),
                weights: [Float](repeating: 0, count: weights),
                intercepts: [Float](repeating: 0, count: intercepts))
        }
        guard (scaled, weights, intercepts) != (107, 428, 4) else {
            #expect(try make().outputCount == 4)
            return
        }
        #expect(
            throws: LearningError(
                subject: "ridge forecaster",
                reason: .inconsistentModel(
                    detail: "\(scaled) scaled inputs, \(weights) weights and \(intercepts) intercepts for 107 inputs "
                        + "and 4 outputs"))
        ) { try make() }
    }
}
