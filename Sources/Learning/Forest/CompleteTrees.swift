/// Trees filled up to complete ones of one depth, whose nodes need no links: the children of node k are 2k and 2k + 1.
struct CompleteTrees: Sendable, Equatable {
    /// The deepest trees that are laid out so: one takes 16 · 2^depth bytes, and has to stay in the first cache.
    static let deepest = 10

    /// The most nodes: one deep tree fills up all others to its depth, and a file may hold very many.
    static let mostNodes = 1 << 22

    /// The most features: where a feature's values lie must fit into the spare bits of a threshold.
    static let mostFeatures = (1 << OrderedBits.spareBits) / EightWalks.count

    /// Tree after tree 2^depth nodes, node k in place k. The root is node 1; place 0 is not used.
    ///
    /// A node is the ``OrderedBits`` of its threshold and, in the spare bits, where the feature's values begin in a group
    /// of eight rows. Below a leaf nothing lies above the threshold, so that its rows go left to the end.
    let nodes: [UInt64]
    /// Tree after tree 2^depth path lengths, those at the ends from the left to the right.
    let pathLengths: [Double]
    /// How many trees there are.
    let count: Int
    /// Steps from a root to an end.
    let depth: Int

    /// Lays out trees.
    /// - Parameter trees: any number, none deeper than ``deepest``, of at most ``mostFeatures``.
    init(_ trees: [IsolationTree]) {
        let depth = trees.map(\.depth).max() ?? 0
        var nodes = [UInt64](repeating: OrderedBits.greatest, count: trees.count << depth)
        var pathLengths = [Double](repeating: 0, count: trees.count << depth)
        var open: [(node: Int, place: Int, level: Int)] = []
        for (number, tree) in trees.enumerated() {
            open.append((0, 1, 0))
            while let next = open.popLast() {
                switch tree.nodes[next.node] {
                case .split(let feature, let threshold, let left, let right):
                    nodes[(number << depth) + next.place] =
                        OrderedBits.of(threshold) | UInt64(feature * EightWalks.count)
                    open.append((left, 2 * next.place, next.level + 1))
                    open.append((right, 2 * next.place + 1, next.level + 1))
                case .leaf:
                    let end = (next.place << (depth - next.level)) - (1 << depth)
                    pathLengths[(number << depth) + end] = tree.pathLengths[next.node]
                }
            }
        }
        self.nodes = nodes
        self.pathLengths = pathLengths
        self.depth = depth
        count = trees.count
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
        let (lanes, size) = (EightWalks.count, 1 << depth)
        nodes.withUnsafeBufferPointer { nodes in
            pathLengths.withUnsafeBufferPointer { pathLengths in
                for tree in 0..<count {
                    let nodes = UnsafeBufferPointer(rebasing: nodes[tree * size..<(tree + 1) * size])
                    let ends = UnsafeBufferPointer(rebasing: pathLengths[tree * size..<(tree + 1) * size])
                    for row in stride(from: 0, to: totals.count, by: lanes) {
                        let group = row &* width
                        var walks = EightWalks { _ in 1 }
                        walks.take(depth) { place, walk in
                            let node = nodes[place]
                            let value = values[group &+ walk &+ Self.column(of: node)]
                            return place &+ place &+ OrderedBits.isAbove(value, node)
                        }
                        walks.forEach { walk, place in totals[row &+ walk] += ends[place &- size] }
                    }
                }
            }
        }
    }

    /// Adds up a row's path lengths, tree after tree.
    /// - Parameter values: the ``OrderedBits`` of each feature's value.
    /// - Returns: their sum.
    func pathLengthTotal(of values: UnsafeBufferPointer<UInt64>) -> Double {
        let size = 1 << depth
        return nodes.withUnsafeBufferPointer { nodes in
            var total = 0.0
            for first in stride(from: 0, to: count, by: EightWalks.count) {
                // The last group is filled up with its last tree, whose extra walks count for nothing.
                let last = count - 1 - first
                let nodes = UnsafeBufferPointer(rebasing: nodes[(first * size)...])
                var walks = EightWalks { _ in 1 }
                walks.take(depth) { place, walk in
                    let node = nodes[min(walk, last) &* size &+ place]
                    let value = values[Self.column(of: node) / EightWalks.count]
                    return place &+ place &+ OrderedBits.isAbove(value, node)
                }
                walks.forEach { walk, place in
                    if walk <= last { total += pathLengths[(first + walk) * size + place - size] }
                }
            }
            return total
        }
    }

    @inline(__always)
    private static func column(of node: UInt64) -> Int {
        Int(UInt16(truncatingIfNeeded: node))
    }
}
