/// Trees of any depth and shape, whose nodes say where their children lie.
struct LinkedTrees: Sendable, Equatable {
    /// A node; the right child follows the left one.
    ///
    /// A leaf points at itself and nothing lies above its threshold: a walk takes a fixed number of steps without a
    /// branch.
    struct Node: Sendable, Equatable {
        /// The threshold's ``OrderedBits``.
        let threshold: UInt64
        let feature: UInt16
        /// How many places after this node its left child lies; 0 for a leaf.
        let left: UInt16
    }

    /// All trees' nodes, tree after tree.
    let nodes: [Node]
    /// For each node that is a leaf its path length, otherwise 0.
    let pathLengths: [Double]
    /// Where each tree starts.
    let roots: [Int]
    /// Steps that reach a leaf of each tree.
    let depths: [Int]

    /// Lays out trees.
    init(_ trees: [IsolationTree]) {
        var (nodes, pathLengths, roots): ([Node], [Double], [Int]) = ([], [], [])
        for tree in trees {
            roots.append(nodes.count)
            // Breadth first: the upper levels, which every row visits, lie side by side.
            var order = [0]
            var next = 0
            while next < order.count {
                switch tree.nodes[order[next]] {
                case .split(let feature, let threshold, let left, let right):
                    nodes.append(
                        Node(
                            threshold: OrderedBits.of(threshold), feature: UInt16(feature),
                            left: UInt16(order.count - next)))
                    order.append(left)
                    order.append(right)
                case .leaf:
                    nodes.append(Node(threshold: OrderedBits.greatest, feature: 0, left: 0))
                }
                pathLengths.append(tree.pathLengths[order[next]])
                next += 1
            }
        }
        self.nodes = nodes
        self.pathLengths = pathLengths
        self.roots = roots
        depths = trees.map(\.depth)
    }

    /// Adds to each row's total its path length in every tree, tree after tree.
    ///
    /// - Parameters:
    ///   - values: the ``OrderedBits`` of rows in groups of eight, each group column-major.
    ///   - width: features a row.
    ///   - totals: one a row; a multiple of eight.
    func addPathLengths(
        of values: UnsafeBufferPointer<UInt64>, width: Int, to totals: UnsafeMutableBufferPointer<Double>
    ) {
        let lanes = EightWalks.count
        nodes.withUnsafeBufferPointer { nodes in
            pathLengths.withUnsafeBufferPointer { pathLengths in
                for (root, depth) in zip(roots, depths) {
                    for row in stride(from: 0, to: totals.count, by: lanes) {
                        let group = row &* width
                        var walks = EightWalks { _ in root }
                        walks.take(depth) { place, walk in
                            let node = nodes[place]
                            let value = values[group &+ walk &+ Int(node.feature) &* lanes]
                            return place &+ Int(node.left) &+ OrderedBits.isAbove(value, node.threshold)
                        }
                        walks.forEach { walk, place in totals[row &+ walk] += pathLengths[place] }
                    }
                }
            }
        }
    }

    /// Adds up a row's path lengths, tree after tree.
    /// - Parameter values: the ``OrderedBits`` of each feature's value.
    /// - Returns: their sum.
    func pathLengthTotal(of values: UnsafeBufferPointer<UInt64>) -> Double {
        nodes.withUnsafeBufferPointer { nodes in
            var total = 0.0
            for first in stride(from: 0, to: roots.count, by: EightWalks.count) {
                // The last group is filled up with its last tree, whose extra walks count for nothing.
                let last = roots.count - 1 - first
                var walks = EightWalks { roots[first + min($0, last)] }
                walks.take(depths[first..<min(first + EightWalks.count, roots.count)].max() ?? 0) { place, _ in
                    let node = nodes[place]
                    let value = values[Int(node.feature)]
                    return place &+ Int(node.left) &+ OrderedBits.isAbove(value, node.threshold)
                }
                walks.forEach { walk, place in
                    if walk <= last { total += pathLengths[place] }
                }
            }
            return total
        }
    }
}
