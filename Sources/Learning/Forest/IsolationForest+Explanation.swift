import RealModule

extension IsolationForest {
    /// Why a row has its score: the Shapley values of its mean path length.
    ///
    /// A missing value counts as the one that stands for it.
    ///
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: the baseline and a contribution for each feature.
    /// - Throws: ``LearningError`` with `.widthMismatch`, or `.parameterOutOfRange` for a tree deeper than 64, which no
    ///   training grows.
    public func explanation(of row: [Float]) throws(LearningError) -> ScoreExplanation {
        guard row.count == featureCount else {
            throw LearningError(
                subject: "isolation forest", reason: .widthMismatch(have: row.count, need: featureCount))
        }
        if let tree = trees.first(where: { $0.depth > PathContributions.depthLimit }) {
            throw LearningError(
                subject: "isolation forest",
                reason: .parameterOutOfRange(
                    name: "depth of a tree", value: "\(tree.depth)", allowed: "0 to \(PathContributions.depthLimit)"))
        }
        let filled = zip(row, fill).map { $0.isNaN ? $1 : $0 }
        let scale = -1 / (PathLength.average(of: sampleSize) * Double(trees.count))
        var contributions = [Double](repeating: 0, count: featureCount)
        var expected = 0.0
        for tree in trees {
            let counts = tree.rowCounts
            let found = PathContributions(of: tree, counts: counts, row: filled).contributions
            for feature in contributions.indices { contributions[feature] += found[feature] * scale }
            for node in tree.nodes.indices {
                expected += tree.pathLengths[node] * Double(counts[node]) / Double(tree.sampleCount) * scale
            }
        }
        return ScoreExplanation(method: .pathLength, baseline: Double.exp2(expected), contributions: contributions)
    }
}

extension IsolationTree {
    /// For each node the training rows below it.
    var rowCounts: [Int] {
        var counts = [Int](repeating: 0, count: nodes.count)
        // Each node after its parent; counted back from the last, children come first.
        var order = [0]
        var next = 0
        while next < order.count {
            if case .split(_, _, let left, let right) = nodes[order[next]] { order += [left, right] }
            next += 1
        }
        for node in order.reversed() {
            switch nodes[node] {
            case .leaf(let rows): counts[node] = rows
            case .split(_, _, let left, let right): counts[node] = counts[left] + counts[right]
            }
        }
        return counts
    }
}
