/// The trees of a forest laid out for walking.
struct PackedForest: Sendable, Equatable {
    /// All trees' nodes, tree after tree.
    let nodes: [PackedNode]
    /// For each node that is a leaf its path length, otherwise 0.
    let pathLengths: [Double]
    /// Where each tree starts.
    let roots: [Int]
    /// Steps that reach a leaf of each tree.
    let depths: [Int]
    /// Steps that reach a leaf of every tree.
    let depth: Int
    /// For each feature the value that stands for NaN.
    let fill: [Float]
    /// What the sum of the path lengths is divided by: trees · c(sample size).
    let scale: Double

    /// Packs trees whose features all lie below `fill.count`.
    init(trees: [IsolationTree], sampleSize: Int, fill: [Float]) {
        var (nodes, pathLengths, roots): ([PackedNode], [Double], [Int]) = ([], [], [])
        for tree in trees {
            roots.append(nodes.count)
            // Breadth first: the upper levels, which every row visits, lie side by side.
            var order = [0]
            var next = 0
            while next < order.count {
                switch tree.nodes[order[next]] {
                case .split(let feature, let threshold, let left, let right):
                    nodes.append(
                        PackedNode(threshold: threshold, feature: UInt16(feature), left: UInt16(order.count - next)))
                    order.append(left)
                    order.append(right)
                case .leaf:
                    nodes.append(PackedNode(threshold: .infinity, feature: 0, left: 0))
                }
                pathLengths.append(tree.pathLengths[order[next]])
                next += 1
            }
        }
        self.nodes = nodes
        self.pathLengths = pathLengths
        self.roots = roots
        self.fill = fill
        depths = trees.map(\.depth)
        depth = depths.max() ?? 0
        scale = Double(trees.count) * PathLength.average(of: sampleSize)
    }
}
