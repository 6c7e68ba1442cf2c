/// What each feature adds to a row's path length in one tree, beside the length that rows have on average.
///
/// The Shapley values of the tree, where a feature that is not known lets a row go both ways, in the shares of the rows
/// that the tree was grown on: TreeSHAP, algorithm 2 of S. M. Lundberg et al., "From local explanations to global
/// understanding with explainable AI for trees" (2020), doi 10.1038/s42256-019-0138-9; the path-dependent values of the
/// library `shap`.
struct PathContributions {
    /// One feature on the way to a node, once however often it was split on.
    private struct Step {
        let feature: Int
        /// Share of the training rows that go this way, where the feature is not known.
        var unknown: Double
        /// 1 where the row itself goes this way, else 0.
        var known: Double
        /// Weight of the sets of known features, by their size.
        var weight: Double
    }

    /// The deepest tree that can be worked out; trees of 2⁶⁴ rows are not deeper.
    static let depthLimit = 64

    private let tree: IsolationTree
    private let row: [Float]
    /// For each node the training rows below it.
    private let counts: [Int]
    /// The way to the node looked at, behind those to all nodes above it.
    private var steps: [Step]
    /// One a feature, added up.
    private(set) var contributions: [Double]

    /// Works out one tree.
    /// - Parameters:
    ///   - tree: grown on at least one row, not deeper than ``depthLimit``.
    ///   - counts: for each node the training rows below it.
    ///   - row: finite values; one for each feature.
    init(of tree: IsolationTree, counts: [Int], row: [Float]) {
        self.tree = tree
        self.row = row
        self.counts = counts
        contributions = Array(repeating: 0, count: row.count)
        let nothing = Step(feature: -1, unknown: 0, known: 0, weight: 0)
        steps = Array(repeating: nothing, count: (tree.depth + 2) * (tree.depth + 3) / 2)
        descend(to: 0, after: 0..<0, Step(feature: -1, unknown: 1, known: 1, weight: 0))
    }

    /// Goes to a node by one more step.
    private mutating func descend(to node: Int, after parent: Range<Int>, _ step: Step) {
        let start = parent.upperBound
        for place in parent { steps[start + place - parent.lowerBound] = steps[place] }
        var path = start..<start + parent.count + 1
        extend(path, by: step)
        switch tree.nodes[node] {
        case .leaf:
            for place in path.dropFirst() {
                let step = steps[place]
                contributions[step.feature] +=
                    weight(of: path, without: place) * (step.known - step.unknown) * tree.pathLengths[node]
            }
        case .split(let feature, let threshold, let left, let right):
            let (own, other) = row[feature] <= threshold ? (left, right) : (right, left)
            var (unknown, known) = (1.0, 1.0)
            if let place = path.dropFirst().first(where: { steps[$0].feature == feature }) {
                (unknown, known) = (steps[place].unknown, steps[place].known)
                unwind(path, place)
                path = path.dropLast()
            }
            for (child, known) in [(own, known), (other, 0)] {
                let share = Double(counts[child]) / Double(counts[node])
                descend(
                    to: child, after: path,
                    Step(feature: feature, unknown: unknown * share, known: known, weight: 0))
            }
        }
    }

    /// Puts a step in the last place of a path, and lets the weights know of it.
    private mutating func extend(_ path: Range<Int>, by step: Step) {
        let depth = path.count - 1
        let (first, last) = (path.lowerBound, path.lowerBound + depth)
        steps[last] = step
        steps[last].weight = depth == 0 ? 1 : 0
        for place in (0..<depth).reversed() {
            let weight = steps[first + place].weight
            steps[first + place + 1].weight += step.known * weight * Double(place + 1) / Double(depth + 1)
            steps[first + place].weight = step.unknown * weight * Double(depth - place) / Double(depth + 1)
        }
    }

    /// Takes a feature out of a path, whose last place is then free.
    private mutating func unwind(_ path: Range<Int>, _ removed: Int) {
        let depth = path.count - 1
        let (unknown, known) = (steps[removed].unknown, steps[removed].known)
        var next = steps[path.lowerBound + depth].weight
        for place in (0..<depth).reversed() {
            let weight = steps[path.lowerBound + place].weight
            if known != 0 {
                let without = next * Double(depth + 1) / (Double(place + 1) * known)
                steps[path.lowerBound + place].weight = without
                next = weight - without * unknown * Double(depth - place) / Double(depth + 1)
            } else {
                steps[path.lowerBound + place].weight = weight * Double(depth + 1) / (unknown * Double(depth - place))
            }
        }
        for place in removed..<path.lowerBound + depth {
            let weight = steps[place].weight
            steps[place] = steps[place + 1]
            steps[place].weight = weight
        }
    }

    /// The weight of all sets of a path without one of its features.
    private func weight(of path: Range<Int>, without removed: Int) -> Double {
        let depth = path.count - 1
        let (unknown, known) = (steps[removed].unknown, steps[removed].known)
        var next = steps[path.lowerBound + depth].weight
        var sum = 0.0
        for place in (0..<depth).reversed() {
            let weight = steps[path.lowerBound + place].weight
            if known != 0 {
                let without = next * Double(depth + 1) / (Double(place + 1) * known)
                sum += without
                next = weight - without * unknown * Double(depth - place) / Double(depth + 1)
            } else {
                sum += weight * Double(depth + 1) / (unknown * Double(depth - place))
            }
        }
        return sum
    }
}
