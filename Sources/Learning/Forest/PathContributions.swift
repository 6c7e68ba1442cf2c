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

    private let tree: IsolationTree
    private let row: [Float]
    /// For each node the training rows below it.
    private let counts: [Int]
    /// One a feature, added up.
    private(set) var contributions: [Double]

    /// Works out one tree.
    /// - Parameters:
    ///   - tree: grown on at least one row.
    ///   - counts: for each node the training rows below it.
    ///   - row: finite values; one for each feature.
    init(of tree: IsolationTree, counts: [Int], row: [Float]) {
        self.tree = tree
        self.row = row
        self.counts = counts
        contributions = Array(repeating: 0, count: row.count)
        descend(to: 0, [], unknown: 1, known: 1, feature: -1)
    }

    private mutating func descend(to node: Int, _ path: [Step], unknown: Double, known: Double, feature: Int) {
        var path = path
        Self.extend(&path, unknown: unknown, known: known, feature: feature)
        switch tree.nodes[node] {
        case .leaf:
            for place in path.indices.dropFirst() {
                let weight = Self.weight(of: path, without: place)
                contributions[path[place].feature] +=
                    weight * (path[place].known - path[place].unknown) * tree.pathLengths[node]
            }
        case .split(let feature, let threshold, let left, let right):
            let (own, other) = row[feature] <= threshold ? (left, right) : (right, left)
            var (unknown, known) = (1.0, 1.0)
            if let place = path.indices.dropFirst().first(where: { path[$0].feature == feature }) {
                (unknown, known) = (path[place].unknown, path[place].known)
                Self.unwind(&path, place)
            }
            let all = Double(counts[node])
            descend(
                to: own, path, unknown: unknown * Double(counts[own]) / all, known: known, feature: feature)
            descend(to: other, path, unknown: unknown * Double(counts[other]) / all, known: 0, feature: feature)
        }
    }

    private static func extend(_ path: inout [Step], unknown: Double, known: Double, feature: Int) {
        let depth = path.count
        path.append(Step(feature: feature, unknown: unknown, known: known, weight: depth == 0 ? 1 : 0))
        for place in (0..<depth).reversed() {
            path[place + 1].weight += known * path[place].weight * Double(place + 1) / Double(depth + 1)
            path[place].weight = unknown * path[place].weight * Double(depth - place) / Double(depth + 1)
        }
    }

    /// Takes a feature out of a path again.
    private static func unwind(_ path: inout [Step], _ removed: Int) {
        let depth = path.count - 1
        let (unknown, known) = (path[removed].unknown, path[removed].known)
        var next = path[depth].weight
        for place in (0..<depth).reversed() {
            if known != 0 {
                let weight = path[place].weight
                path[place].weight = next * Double(depth + 1) / (Double(place + 1) * known)
                next = weight - path[place].weight * unknown * Double(depth - place) / Double(depth + 1)
            } else {
                path[place].weight = path[place].weight * Double(depth + 1) / (unknown * Double(depth - place))
            }
        }
        for place in removed..<depth {
            let weight = path[place].weight
            path[place] = path[place + 1]
            path[place].weight = weight
        }
        path.removeLast()
    }

    /// The weight of all sets of a path without one of its features.
    private static func weight(of path: [Step], without place: Int) -> Double {
        var path = path
        unwind(&path, place)
        return path.reduce(0) { $0 + $1.weight }
    }
}
