/// Trees whose values add up to a prediction.
public struct BoostedTrees: Sendable, Equatable {
    /// What the sum starts from, in the label's unit.
    public let baseScore: Float
    /// The number of values in a row.
    public let columns: Int
    /// The trees, in the order of training.
    public let trees: [BoostedTree]

    /// Trees for rows of one width.
    ///
    /// - Parameters:
    ///   - baseScore: what the sum starts from, in the label's unit; finite.
    ///   - columns: the number of values in a row, at least 1.
    ///   - trees: the nodes of each tree, root first.
    /// - Throws: ``XGBoostError`` with `.numberNotFinite`, `.columnCountInvalid`, or what is wrong with a tree.
    public init(baseScore: Float, columns: Int, trees: [[BoostedTree.Node]]) throws(XGBoostError) {
        guard baseScore.isFinite else { throw XGBoostError("trees", .numberNotFinite(node: nil)) }
        guard columns > 0 else { throw XGBoostError("trees", .columnCountInvalid(columns)) }
        var checked: [BoostedTree] = []
        checked.reserveCapacity(trees.count)
        for (index, nodes) in trees.enumerated() {
            checked.append(try BoostedTree(nodes: nodes, columns: columns, subject: "tree \(index)"))
        }
        self.baseScore = baseScore
        self.columns = columns
        self.trees = checked
    }

    /// The prediction for a row: the same Float, to the bit, as XGBoost's own.
    ///
    /// - Parameter row: `columns` values, each in its column's own unit; NaN for what is missing.
    /// - Returns: the prediction, in the label's unit.
    /// - Throws: ``XGBoostError`` with `.valueCountMismatch`.
    /// - Complexity: O(trees · depth).
    public func predict(_ row: [Float]) throws(XGBoostError) -> Float {
        guard row.count == columns else {
            throw XGBoostError("row", .valueCountMismatch(expected: columns, found: row.count))
        }
        return trees.reduce(baseScore) { $0 + $1.value(for: row) }
    }
}
