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

    /// For each input the outputs that use it.
    private let users: [Range<Int>]

    /// Values forecast at once: horizons × sensors.
    public var outputCount: Int { schema.outputCount }

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
        let outputs = schema.outputCount
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
        let sensors = schema.sensors.quantities.count
        var users = [Range<Int>](repeating: 0..<0, count: schema.inputs.count)
        for (horizon, columns) in schema.inputsByHorizon.enumerated() {
            // One horizon's, or all of them: what only some horizons share does not exist.
            for column in columns {
                let first = users[column].isEmpty ? horizon * sensors : users[column].lowerBound
                users[column] = first..<(horizon + 1) * sensors
            }
        }
        self.users = users
    }

    /// A model of the outputs of several, all with the same inputs and scale.
    /// - Parameters:
    ///   - choices: for each output the model that it is taken from, as a place in `models`.
    ///   - models: at least one.
    /// - Throws: ``LearningError`` when they are not of one shape.
    init(choosing choices: [Int], from models: [RidgeForecaster]) throws(LearningError) {
        var (weights, intercepts) = (models[0].weights, models[0].intercepts)
        for (output, choice) in choices.enumerated() {
            intercepts[output] = models[choice].intercepts[output]
            for place in stride(from: output, to: weights.count, by: choices.count) {
                weights[place] = models[choice].weights[place]
            }
        }
        try self.init(schema: models[0].schema, scale: models[0].scale, weights: weights, intercepts: intercepts)
    }

    /// The place of a forecast among the outputs.
    /// - Parameters:
    ///   - horizon: a place in the schema's horizons.
    ///   - sensor: a place in the schema's sensors.
    /// - Returns: 0 ..< `outputCount`.
    public func output(horizon: Int, sensor: Int) -> Int {
        horizon * schema.sensors.quantities.count + sensor
    }

    /// The changes from the present that one hour's inputs let expect.
    /// - Parameter inputs: one value for each input, NaN where undefined.
    /// - Returns: one value for each output, in the sensor's unit.
    public func changes(inputs: [Float]) -> [Double] {
        precondition(inputs.count == users.count, "a row has a value for each input")
        var sums = intercepts.map(Double.init)
        let outputs = sums.count
        weights.withUnsafeBufferPointer { weights in
            sums.withUnsafeMutableBufferPointer { sums in
                users.withUnsafeBufferPointer { users in
                    for (column, input) in inputs.enumerated() {
                        let value = Double(scale.standardized(input, column: column))
                        if value == 0 { continue }
                        let line = column * outputs
                        for output in users[column] { sums[output] += value * Double(weights[line + output]) }
                    }
                }
            }
        }
        return sums
    }
}
