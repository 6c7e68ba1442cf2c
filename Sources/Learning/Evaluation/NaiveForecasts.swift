import Features
import Readings

/// For each output the columns that hold the naive forecasts, less the present value.
struct NaiveForecasts {
    private let yesterday: [Int]
    private let weekMean: [Int]

    init(schema: ForecastSchema) {
        var places: [ForecastInput.Definition: Int] = [:]
        for (place, input) in schema.inputs.enumerated() { places[input.definition] = place }
        let outputs = schema.horizons.flatMap { horizon in
            schema.sensors.quantities.indices.map { (horizon: horizon, sensor: $0) }
        }
        yesterday = outputs.map { places[.yesterday(sensor: $0.sensor, horizon: $0.horizon)] ?? 0 }
        weekMean = outputs.map { places[.weekMean(sensor: $0.sensor, horizon: $0.horizon)] ?? 0 }
    }

    /// What yesterday and the last week let expect; 0, as persistence has it, where they say nothing.
    func changes(output: Int, inputs: [Float]) -> (yesterday: Double, week: Double) {
        let yesterday = Double(inputs[self.yesterday[output]])
        let week = Double(inputs[weekMean[output]])
        return (yesterday.isNaN ? 0 : yesterday, week.isNaN ? 0 : week)
    }
}
