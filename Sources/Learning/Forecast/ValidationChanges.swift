import Features
import Readings

/// What models said of hours of walk-forward stretches that they had not learned from, and what came.
struct ValidationChanges {
    /// What was chosen for one sensor and horizon, and its errors.
    struct Output {
        let choice: BlendSearch.Choice
        let calibration: ConformalCalibration
        let errors: ValidationErrors
    }

    private let examples: ForecastExamples
    private let stretches: WalkForward
    private let trees: [[BoostedForecaster.Ensemble?]]
    /// Rows that lie in a stretch with models, by moment.
    private let rows: [Int]
    /// For each of the rows, each linear model's changes: `[rows × models × outputs]`.
    private let linear: [Double]

    /// Rows that are looked at in one piece.
    private static let rowsTogether = 1_000

    /// Lets the linear models say what they expect.
    /// - Parameters:
    ///   - examples: hours with inputs and outcomes.
    ///   - stretches: which hours to look at.
    ///   - linear: for each stretch its models, nil where there are none.
    ///   - trees: for each stretch the trees of each output; empty without trees.
    ///   - loop: how pieces are run.
    init(
        _ examples: ForecastExamples, stretches: WalkForward, linear: [[RidgeForecaster]?],
        trees: [[BoostedForecaster.Ensemble?]], concurrently loop: ConcurrentLoop
    ) {
        self.examples = examples
        self.stretches = stretches
        self.trees = trees
        var rows: [Int] = []
        for row in 0..<examples.rowCount {
            let issued = examples.issuedAt[row]
            guard let stretch = stretches.stretch(issued: issued, known: issued), linear[stretch] != nil else {
                continue
            }
            rows.append(row)
        }
        rows.sort { (examples.issuedAt[$0], $0) < (examples.issuedAt[$1], $1) }
        self.rows = rows
        self.linear = loop.map((rows.count + Self.rowsTogether - 1) / Self.rowsTogether) { [rows] piece in
            let piece = rows.dropFirst(piece * Self.rowsTogether).prefix(Self.rowsTogether)
            return piece.flatMap { row in
                let issued = examples.issuedAt[row]
                let models = stretches.stretch(issued: issued, known: issued).flatMap { linear[$0] } ?? []
                let inputs = examples.inputs[row: row]
                return models.flatMap { $0.changes(inputs: inputs) }
            }
        }.flatMap(\.self)
    }

    /// Chooses for one sensor and horizon.
    /// - Parameters:
    ///   - output: horizon by horizon, sensor by sensor within.
    ///   - linearModels: how many there are.
    ///   - hasTrees: whether there are trees.
    /// - Returns: what was chosen, and the errors of that choice.
    func output(_ output: Int, linearModels: Int, hasTrees: Bool) -> Output {
        var search = BlendSearch(linearModels: linearModels, hasTrees: hasTrees)
        var seen: [(target: Timestamp, linear: [Double], boosted: Double, outcome: Double)] = []
        let (horizon, sensor) = output.quotientAndRemainder(dividingBy: examples.sensorCount)
        let hours = examples.schema.horizons[horizon]
        let outputs = examples.schema.outputCount
        var inputs = [Float](repeating: .nan, count: examples.schema.inputs.count)
        for (place, row) in rows.enumerated() {
            let issued = examples.issuedAt[row]
            let outcome =
                examples.outcome(row: row, horizon: horizon, sensor: sensor)
                - examples.present(row: row, sensor: sensor)
            guard !outcome.isNaN,
                let stretch = stretches.stretch(issued: issued, known: issued.advanced(hours: hours + 1))
            else { continue }
            let linear = (0..<linearModels).map { self.linear[(place * linearModels + $0) * outputs + output] }
            var boosted = 0.0
            if hasTrees, let ensemble = trees[stretch][output] {
                boosted = inputs.withUnsafeMutableBufferPointer { inputs in
                    examples.inputs.fill(inputs, ofRow: row)
                    return ensemble.change(UnsafeBufferPointer(inputs))
                }
            }
            search.learn(
                linear: linear, boosted: boosted, outcome: outcome,
                week: issued.hourIndex / (7 * 24))
            seen.append((issued.advanced(hours: hours), linear, boosted, outcome))
        }
        let choice = search.choice
        var calibration = ConformalCalibration()
        var errors = ValidationErrors()
        for hour in seen {
            let change =
                Double(choice.weight.linear) * hour.linear[choice.linearModel]
                + Double(choice.weight.boosted) * hour.boosted
            calibration.learn(hour.outcome - change, at: hour.target)
            errors.count += 1
            errors.error += abs(hour.outcome - change)
            errors.persistence += abs(hour.outcome)
        }
        return Output(choice: choice, calibration: calibration, errors: errors)
    }
}
