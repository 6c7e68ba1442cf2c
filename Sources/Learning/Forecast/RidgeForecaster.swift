public import Features
import Readings

/// A fitted linear model of every sensor and horizon: forecast = present value + intercept + weights · inputs.
public struct RidgeForecaster: Sendable, Equatable {
    /// Inputs, sensors and horizons.
    public let schema: ForecastSchema
    /// How inputs are filled and scaled.
    public let scale: ColumnScale
    /// `[inputs × outputs]`, row-major; 0 where an output does not use an input. Outputs run horizon by horizon, sensor
    /// by sensor within.
    public let weights: [Float]
    /// One an output, in the sensor's unit.
    public let intercepts: [Float]

    /// Values forecast at once: horizons × sensors.
    public var outputCount: Int { schema.horizons.count * schema.sensors.quantities.count }

    /// A model of given numbers.
    /// - Parameters:
    ///   - schema: inputs, sensors and horizons.
    ///   - scale: as wide as the inputs.
    ///   - weights: `[inputs × outputs]`.
    ///   - intercepts: one an output.
    /// - Throws: ``LearningError`` when the sizes do not fit together.
    public init(
        schema: ForecastSchema, scale: ColumnScale, weights: [Float], intercepts: [Float]
    ) throws(LearningError) {
        let outputs = schema.horizons.count * schema.sensors.quantities.count
        guard scale.means.count == schema.inputs.count, intercepts.count == outputs,
            weights.count == schema.inputs.count * outputs
        else {
            throw LearningError(
                subject: "ridge forecaster",
                reason: .inconsistentModel(
                    detail: "\(scale.means.count) scaled inputs, \(weights.count) weights and \(intercepts.count) "
                        + "intercepts for \(schema.inputs.count) inputs and \(outputs) outputs"))
        }
        self.schema = schema
        self.scale = scale
        self.weights = weights
        self.intercepts = intercepts
    }

    /// The place of a forecast among the outputs.
    /// - Parameters:
    ///   - horizon: a place in the schema's horizons.
    ///   - sensor: a place in the schema's sensors.
    /// - Returns: 0 ..< `outputCount`.
    public func output(horizon: Int, sensor: Int) -> Int {
        horizon * schema.sensors.quantities.count + sensor
    }

    /// All forecasts of one hour.
    /// - Parameters:
    ///   - inputs: one value for each input, NaN where undefined.
    ///   - present: one value for each sensor, NaN where unknown.
    /// - Returns: one value for each output, in the sensor's unit; NaN where the present value is unknown.
    public func forecasts(inputs: some Collection<Float>, present: some Collection<Double>) -> [Double] {
        var sums = intercepts.map(Double.init)
        let outputs = sums.count
        weights.withUnsafeBufferPointer { weights in
            sums.withUnsafeMutableBufferPointer { sums in
                for (column, input) in inputs.enumerated() {
                    let value = Double(scale.standardized(input, column: column))
                    if value == 0 { continue }
                    let line = column * outputs
                    for output in 0..<outputs { sums[output] += value * Double(weights[line + output]) }
                }
            }
        }
        let sensors = schema.sensors.quantities.count
        for (sensor, value) in present.enumerated() {
            for output in stride(from: sensor, to: outputs, by: sensors) { sums[output] += value }
        }
        return sums
    }
}
