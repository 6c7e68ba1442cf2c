import Features
import Readings

extension TreeBooster {
    /// Hours that trees of one sensor and horizon learn from at the most: time and memory stay bounded, and by then
    /// further hours of the same stations tell little more.
    private static let mostRows = 50_000

    /// Grows the trees of one sensor and horizon.
    /// - Parameters:
    ///   - examples: hours with inputs and outcomes.
    ///   - output: horizon by horizon, sensor by sensor within.
    ///   - cut: nothing measured at or after it is learned from.
    /// - Returns: trees that look at the schema's inputs.
    /// - Throws: ``LearningError`` with `.tooFewRows`, or what the booster says.
    func ensemble(
        for examples: ForecastExamples, output: Int, outcomesBefore cut: Timestamp
    ) throws(LearningError) -> BoostedForecaster.Ensemble {
        let schema = examples.schema
        let (horizon, sensor) = output.quotientAndRemainder(dividingBy: examples.sensorCount)
        // Trees find out by themselves what depends on the clock hour, and go astray where a neighbour that they split on
        // says nothing.
        let columns = schema.inputsByHorizon[horizon].filter { place in
            if case .product = schema.inputs[place].definition { return false }
            return !schema.neighbourInputs.contains(place)
        }
        let change = { (place: Int) in
            examples.outcome(row: place, horizon: horizon, sensor: sensor)
                - examples.present(row: place, sensor: sensor)
        }
        let known = (0..<examples.rowCount).filter { place in
            examples.issuedAt[place].advanced(hours: schema.horizons[horizon] + 1) <= cut && !change(place).isNaN
        }
        let count = min(known.count, Self.mostRows)
        var rows = FeatureMatrix(featureCount: columns.count, reservedRows: count)
        var changes: [Float] = []
        var inputs = [Float](repeating: .nan, count: schema.inputs.count)
        var row = [Float](repeating: .nan, count: columns.count)
        for index in 0..<count {
            // Evenly over all stations and their whole history.
            let place = known[index * known.count / count]
            inputs.withUnsafeMutableBufferPointer { examples.inputs.fill($0, ofRow: place) }
            for (index, column) in columns.enumerated() { row[index] = inputs[column] }
            rows.append(row: row)
            changes.append(Float(change(place)))
        }
        guard rows.rowCount >= RidgeForecasterTrainer.fewestRows else {
            throw LearningError(
                subject: "boosted trees",
                reason: .tooFewRows(have: rows.rowCount, need: RidgeForecasterTrainer.fewestRows))
        }
        return try ensemble(for: rows, changes: changes).lookingAt(columns, of: schema.inputs.count)
    }
}

extension BoostedForecaster.Ensemble {
    /// The same trees for wider rows.
    /// - Parameters:
    ///   - columns: for each column that the trees look at its place in the wider row.
    ///   - inputCount: columns of the wider row.
    /// - Returns: trees that give the same numbers.
    /// - Throws: ``LearningError`` for a column that the wider row does not have.
    func lookingAt(_ columns: [Int], of inputCount: Int) throws(LearningError) -> BoostedForecaster.Ensemble {
        var moved: [RegressionTree] = []
        for tree in trees {
            let nodes = tree.nodes.map { node in
                node.isLeaf
                    ? node
                    : .branch(
                        feature: columns[Int(node.feature)], below: node.value, left: Int(node.left),
                        right: Int(node.right), missingGoesLeft: node.missingGoesLeft)
            }
            moved.append(try RegressionTree(nodes: nodes, inputCount: inputCount))
        }
        return BoostedForecaster.Ensemble(base: base, trees: moved)
    }
}
