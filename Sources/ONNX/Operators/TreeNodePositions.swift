/// Where in the flat lists of an ensemble the nodes of its trees stand.
///
/// A node is mostly as far behind its tree's first one as its number says; only the others need to be looked up.
struct TreeNodePositions {
    private struct Key: Hashable {
        var tree: Int
        var node: Int
    }

    private let treeIDs: [Int]
    private let nodeIDs: [Int]
    private var roots: [Int: Int] = [:]
    private var displaced: [Key: Int] = [:]
    private var lastRoot = 0

    /// The positions of no nodes yet.
    /// - Parameters:
    ///   - treeIDs: the tree of every node.
    ///   - nodeIDs: the number of every node in its tree, as many.
    init(treeIDs: [Int], nodeIDs: [Int]) {
        self.treeIDs = treeIDs
        self.nodeIDs = nodeIDs
    }

    /// Takes in the node that stands after those taken in.
    mutating func add(_ position: Int) throws(TreeFault) {
        let (tree, node) = (treeIDs[position], nodeIDs[position])
        if position == 0 || treeIDs[position - 1] != tree {
            guard roots.updateValue(position, forKey: tree) == nil else { throw .treeSplit(tree: tree) }
            lastRoot = position
        }
        guard nodeIDs.indices.contains(node) else {
            throw .nodeOutOfRange(tree: tree, node: node, count: nodeIDs.count)
        }
        let isInPlace = lastRoot + node == position
        let earlier =
            isInPlace
            ? (displaced.isEmpty ? nil : displaced[Key(tree: tree, node: node)])
            : self.position(ofNode: node, tree: tree, root: lastRoot).flatMap { $0 < position ? $0 : nil }
        guard earlier == nil else { throw .nodeRepeated(tree: tree, node: node) }
        if !isInPlace { displaced[Key(tree: tree, node: node)] = position }
    }

    /// Where a tree begins, nil for one that there is not.
    func root(of tree: Int) -> Int? {
        roots[tree]
    }

    /// Where a node stands, nil for one that its tree does not have.
    func position(ofNode node: Int, tree: Int, root: Int) -> Int? {
        if nodeIDs.indices.contains(node) {
            let place = root + node
            if place < nodeIDs.count, nodeIDs[place] == node, treeIDs[place] == tree { return place }
        }
        return displaced.isEmpty ? nil : displaced[Key(tree: tree, node: node)]
    }
}
