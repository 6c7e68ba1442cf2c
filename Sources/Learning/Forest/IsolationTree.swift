/// One tree of an isolation forest, as explicit nodes: what is written to a model file and read back.
public struct IsolationTree: Sendable, Equatable {
    /// All nodes, the root first, the others in any order.
    public let nodes: [IsolationNode]
    /// For each node that is a leaf its depth plus the mean length of the part not grown, c(rows); 0 for a split.
    public let pathLengths: [Double]
    /// Edges from the root to the deepest leaf.
    public let depth: Int
    /// Training rows, over all leaves.
    public let sampleCount: Int

    /// A tree of given nodes.
    ///
    /// - Parameter nodes: 1 ... 65,536 nodes, of which each but the root, the first, is the child of one split.
    ///   Thresholds are finite, features are 0 ... 65,535, leaves hold at least one row.
    /// - Throws: ``LearningError`` with `.inconsistentModel`, naming the first node at fault.
    public init(nodes: [IsolationNode]) throws(LearningError) {
        guard (1...65_536).contains(nodes.count) else {
            throw Self.inconsistent("\(nodes.count) nodes in a tree, allowed is 1 ... 65536")
        }
        var pathLengths = [Double](repeating: 0, count: nodes.count)
        var reached = [Bool](repeating: false, count: nodes.count)
        var (depth, sampleCount) = (0, 0)
        // A stack instead of recursion: a file may hold a chain of 65,536 nodes.
        var open = [(node: 0, depth: 0)]
        while let next = open.popLast() {
            guard nodes.indices.contains(next.node), !reached[next.node] else {
                throw Self.inconsistent("node \(next.node) is missing or has two parents")
            }
            reached[next.node] = true
            switch nodes[next.node] {
            case .split(let feature, let threshold, let left, let right):
                guard (0...65_535).contains(feature), threshold.isFinite else {
                    throw Self.inconsistent("node \(next.node) splits feature \(feature) at \(threshold)")
                }
                open.append((right, next.depth + 1))
                open.append((left, next.depth + 1))
            case .leaf(let rows):
                guard (1...Self.largestSample).contains(rows) else {
                    throw Self.inconsistent("leaf \(next.node) holds \(rows) rows")
                }
                pathLengths[next.node] = Double(next.depth) + PathLength.average(of: rows)
                depth = max(depth, next.depth)
                sampleCount += rows
            }
        }
        guard let orphan = reached.firstIndex(of: false) else {
            self.nodes = nodes
            self.pathLengths = pathLengths
            self.depth = depth
            self.sampleCount = sampleCount
            return
        }
        throw Self.inconsistent("node \(orphan) has no parent")
    }

    /// The most rows a leaf may claim: keeps the sum over all leaves far from overflow.
    private static let largestSample = 1 << 32

    private static func inconsistent(_ detail: String) -> LearningError {
        LearningError(subject: "isolation tree", reason: .inconsistentModel(detail: detail))
    }
}
