public import Features

/// What forecasts: a linear model, boosted trees where they help, how both are blended, and how sure the blend is.
///
/// forecast = present value + linear share · linear change + boosted share · trees' change
public struct Forecaster: Sendable, Equatable {
    /// The linear model of every sensor and horizon.
    public let linear: RidgeForecaster
    /// The trees, nil where none are used.
    public let boosted: BoostedForecaster?
    /// One an output; outputs run horizon by horizon, sensor by sensor within.
    public let blend: [BlendWeight]
    /// By level, narrowest first; empty when nothing is known of the errors.
    public let intervals: [ForecastInterval]
    /// Which stations' hours it looks at beside which, where its schema does.
    public let neighbours: StationNeighbours

    /// Inputs, sensors and horizons.
    public var schema: ForecastSchema { linear.schema }
    /// Values forecast at once: horizons × sensors.
    public var outputCount: Int { linear.outputCount }

    /// A forecaster of given parts.
    /// - Parameters:
    ///   - linear: the linear model.
    ///   - boosted: trees of the same schema, for each output that gives them weight.
    ///   - blend: one an output.
    ///   - intervals: with bounds for each output.
    ///   - neighbours: which stations' hours to look at beside which.
    /// - Throws: ``LearningError`` with `.inconsistentModel` when the parts do not fit together.
    public init(
        linear: RidgeForecaster, boosted: BoostedForecaster? = nil, blend: [BlendWeight],
        intervals: [ForecastInterval] = [], neighbours: StationNeighbours = .none
    ) throws(LearningError) {
        func refused(_ detail: String) -> LearningError {
            LearningError(subject: "forecaster", reason: .inconsistentModel(detail: detail))
        }
        guard blend.count == linear.outputCount, blend.allSatisfy(\.isPossible) else {
            throw refused("\(blend.count) shares for \(linear.outputCount) outputs, or one outside of 0 to 1")
        }
        guard boosted.map({ $0.schema == linear.schema }) ?? true else { throw refused("trees of another schema") }
        for (output, weight) in blend.enumerated() where weight.boosted > 0 {
            guard boosted?.ensembles[output] != nil else { throw refused("output \(output) has no trees to weigh") }
        }
        guard intervals.allSatisfy({ $0.lower.count == blend.count && $0.level > 0 && $0.level < 1 }),
            intervals.allSatisfy({ ($0.lower + $0.upper).allSatisfy(\.isFinite) })
        else { throw refused("an interval does not have a bound for each output") }
        self.linear = linear
        self.boosted = boosted
        self.blend = blend
        self.intervals = intervals.sorted { $0.level < $1.level }
        self.neighbours = neighbours
    }

    /// A linear model alone.
    /// - Parameters:
    ///   - linear: weighs all.
    ///   - neighbours: which stations' hours to look at beside which.
    public init(_ linear: RidgeForecaster, neighbours: StationNeighbours = .none) {
        self.neighbours = neighbours
        self.linear = linear
        boosted = nil
        blend = Array(repeating: .linearAlone, count: linear.outputCount)
        intervals = []
    }

    /// The place of a forecast among the outputs.
    /// - Parameters:
    ///   - horizon: a place in the schema's horizons.
    ///   - sensor: a place in the schema's sensors.
    /// - Returns: 0 ..< `outputCount`.
    public func output(horizon: Int, sensor: Int) -> Int { linear.output(horizon: horizon, sensor: sensor) }

    /// All forecasts of one hour.
    /// - Parameters:
    ///   - inputs: one value for each input, NaN where undefined.
    ///   - present: one value for each sensor, NaN where unknown.
    /// - Returns: one value for each output, in the sensor's unit; NaN where the present value is unknown.
    public func forecasts(inputs: some Collection<Float>, present: some Collection<Double>) -> [Double] {
        let row = Array(inputs)
        let now = Array(present)
        var changes = linear.changes(inputs: row)
        row.withUnsafeBufferPointer { row in
            for output in changes.indices {
                changes[output] *= Double(blend[output].linear)
                if blend[output].boosted > 0, let trees = boosted?.ensembles[output] {
                    changes[output] += Double(blend[output].boosted) * trees.change(row)
                }
                changes[output] += now[output % now.count]
            }
        }
        return changes
    }
}
