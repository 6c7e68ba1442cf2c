/// The nodes of many regression trees in one array, for walks that touch nothing else.
struct PackedTrees: Sendable, Equatable {
    private struct Node: Sendable, Equatable {
        /// The column; of a leaf −1.
        let feature: Int32
        /// A row goes left when its value is below this; of a leaf, the number that it gives.
        let value: Float
        /// Where a walk goes on, as a distance from this node.
        let left: Int32
        let right: Int32
        let missing: Int32
    }

    private let nodes: [Node]
    private let roots: [Int]

    init(_ trees: [RegressionTree]) {
        var nodes: [Node] = []
        nodes.reserveCapacity(trees.reduce(0) { $0 + $1.nodes.count })
        var roots: [Int] = []
        for tree in trees {
            roots.append(nodes.count)
            for (place, node) in tree.nodes.enumerated() {
                let (left, right) = (node.left - Int32(place), node.right - Int32(place))
                nodes.append(
                    node.isLeaf
                        ? Node(feature: -1, value: node.value, left: 0, right: 0, missing: 0)
                        : Node(
                            feature: node.feature, value: node.value, left: left, right: right,
                            missing: node.missingGoesLeft ? left : right))
            }
        }
        self.nodes = nodes
        self.roots = roots
    }

    /// What the trees give for a row, added to a number one tree after another.
    /// - Parameters:
    ///   - base: what the sum starts with.
    ///   - row: as many values as the trees were made for; NaN where missing.
    /// - Returns: the sum.
    func sum(startingAt base: Float, of row: UnsafeBufferPointer<Float>) -> Float {
        var sum = base
        nodes.withUnsafeBufferPointer { nodes in
            for root in roots {
                var place = root
                var node = nodes[place]
                while node.feature >= 0 {
                    let value = row[Int(node.feature)]
                    place += Int(value.isNaN ? node.missing : value < node.value ? node.left : node.right)
                    node = nodes[place]
                }
                sum += node.value
            }
        }
        return sum
    }
}
