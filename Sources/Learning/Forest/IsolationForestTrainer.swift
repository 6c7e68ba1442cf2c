public import Features

/// Fits isolation forests as scikit-learn 1.9 does, with its own random numbers.
///
/// Every tree draws from its own random stream: the forest is the same to the last bit for any order of the work.
public struct IsolationForestTrainer: Sendable {
    /// How forests are grown.
    public let parameters: IsolationForestParameters

    /// Training rows scored as one piece of work.
    private static let rowsScoredTogether = 4096

    /// A trainer.
    /// - Parameter parameters: how forests are grown.
    /// - Throws: ``LearningError`` with `.parameterOutOfRange`.
    public init(_ parameters: IsolationForestParameters) throws(LearningError) {
        try parameters.validate()
        self.parameters = parameters
    }

    /// Fits a forest.
    ///
    /// Undefined and infinite values are taken as the median of the column's finite values: the middle one or, of an
    /// even number, the mean of the two middle ones in Double, rounded to Float. Columns without variation are
    /// allowed; if all rows are equal, so are all scores.
    ///
    /// - Parameters:
    ///   - rows: at least two rows of at most 65,536 columns; NaN is a missing value.
    ///   - featureNames: the columns' names, for the error.
    ///   - loop: how the pieces of work are run; has no influence on the result.
    /// - Returns: the fitted forest.
    /// - Throws: ``LearningError`` with `.tooFewRows`, `.widthMismatch` (also for the names), or
    ///   `.columnWithoutValues` for a column without a finite value.
    public func fit(
        _ rows: FeatureMatrix, featureNames: [String], concurrently loop: ConcurrentLoop = .serial
    ) throws(LearningError) -> IsolationForest {
        try require(rows, width: featureNames.count)
        let fill = try medians(of: rows, featureNames: featureNames, concurrently: loop)
        let trees = try trees(of: rows, fill: fill, concurrently: loop)
        let sampleSize = trees[0].sampleCount
        let packed = PackedForest(trees: trees, sampleSize: sampleSize, fill: fill)
        return IsolationForest(
            trees: trees, sampleSize: sampleSize, packed: packed,
            offset: offset(of: packed, on: rows, concurrently: loop), contamination: parameters.contamination)
    }

    /// Grows the trees alone, which look at no more rows than their samples.
    ///
    /// - Parameters:
    ///   - rows: at least two rows of at most 65,536 columns.
    ///   - fill: for each column the finite value that stands for its undefined and infinite ones.
    ///   - loop: how the pieces of work are run; has no influence on the result.
    /// - Returns: the trees, each over as many rows.
    /// - Throws: ``LearningError`` with `.tooFewRows`, or `.widthMismatch` for another number of fill values.
    public func trees(
        of rows: FeatureMatrix, fill: [Float], concurrently loop: ConcurrentLoop = .serial
    ) throws(LearningError) -> [IsolationTree] {
        try require(rows, width: fill.count)
        let sampleSize = min(parameters.maxSamples, rows.rowCount)
        let grown = loop.map(parameters.estimators) { [parameters] index in
            var grower = IsolationTreeGrower(
                rows: rows, fill: fill, sampleCount: sampleSize, parameters: parameters,
                generator: Xoshiro256(seed: parameters.seed, stream: UInt64(index)))
            return Result { () throws(LearningError) in try IsolationTree(nodes: grower.grow()) }
        }
        var trees: [IsolationTree] = []
        trees.reserveCapacity(grown.count)
        for tree in grown { trees.append(try tree.get()) }
        return trees
    }

    private func require(_ rows: FeatureMatrix, width: Int) throws(LearningError) {
        guard rows.rowCount >= 2 else { throw failure(.tooFewRows(have: rows.rowCount, need: 2)) }
        guard width == rows.featureCount, width <= 65_536 else {
            throw failure(.widthMismatch(have: rows.featureCount, need: min(width, 65_536)))
        }
    }

    private func medians(
        of rows: FeatureMatrix, featureNames: [String], concurrently loop: ConcurrentLoop
    ) throws(LearningError) -> [Float] {
        let blocks = (rows.featureCount + ColumnMedian.columnsTogether - 1) / ColumnMedian.columnsTogether
        let medians = loop.map(blocks) { ColumnMedian.medians(of: rows, block: $0) }.flatMap(\.self)
        var fill: [Float] = []
        for (median, name) in zip(medians, featureNames) {
            guard let median else { throw failure(.columnWithoutValues(name: name)) }
            fill.append(median)
        }
        return fill
    }

    /// Where the forest cuts: −0.5, or the percentile of the training rows' scores that makes the wanted share
    /// outliers.
    private func offset(of forest: PackedForest, on rows: FeatureMatrix, concurrently loop: ConcurrentLoop) -> Double {
        switch parameters.contamination {
        case .auto: return -0.5
        case .fraction(let share):
            let size = Self.rowsScoredTogether
            let pieces = (rows.rowCount + size - 1) / size
            let scores = loop.map(pieces) { piece in
                forest.scoreSamples(rows, in: piece * size..<min((piece + 1) * size, rows.rowCount))
            }
            return Percentile.linear(100 * share, of: scores.flatMap(\.self))
        }
    }

    private func failure(_ reason: LearningError.Reason) -> LearningError {
        LearningError(subject: "isolation forest", reason: reason)
    }
}
