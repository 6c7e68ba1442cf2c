/// What keeps the lists of a tree ensemble from being a set of trees.
public enum TreeFault: Error, Equatable, Sendable {
    /// The same tree and node number occur twice.
    case nodeRepeated(tree: Int, node: Int)
    /// A node number below 0, or not below the ensemble's number of nodes, which ONNX Runtime demands.
    case nodeOutOfRange(tree: Int, node: Int, count: Int)
    /// The nodes of a tree do not stand together.
    case treeSplit(tree: Int)
    /// A branch leads to a node that its tree does not have.
    case childMissing(tree: Int, node: Int, child: Int)
    /// A node that two branches lead to, or one in a cycle.
    case nodeReachedTwice(tree: Int, node: Int)
    /// A node that no path from the tree's first node leads to.
    case nodeUnreachable(tree: Int, node: Int)
    /// A branch on a feature with a negative number.
    case featureNegative(tree: Int, node: Int, feature: Int)
    /// A branch with NaN as split value.
    case splitUndefined(tree: Int, node: Int)
    /// A weight for a node that does not exist or is no leaf.
    case weightMisplaced(tree: Int, node: Int)
    /// A weight that is not finite.
    case weightNotFinite(tree: Int, node: Int)
    /// A weight for a target that the ensemble does not have.
    case targetUnknown(tree: Int, node: Int, target: Int)
    /// A leaf without a weight.
    case leafWithoutWeight(tree: Int, node: Int)
    /// No trees at all.
    case treesMissing
}

extension TreeFault: CustomStringConvertible {
    /// The fault, with the tree and node it is in.
    public var description: String {
        switch self {
        case .nodeRepeated(let tree, let node): "node \(node) of tree \(tree) occurs twice"
        case .nodeOutOfRange(let tree, let node, let count):
            "node \(node) of tree \(tree) is numbered outside 0..<\(count), the ensemble's number of nodes"
        case .treeSplit(let tree): "the nodes of tree \(tree) do not stand together"
        case .childMissing(let tree, let node, let child):
            "node \(node) of tree \(tree) leads to node \(child), which the tree does not have"
        case .nodeReachedTwice(let tree, let node):
            "node \(node) of tree \(tree) is reached twice: two branches lead to it, or it is in a cycle"
        case .nodeUnreachable(let tree, let node):
            "node \(node) of tree \(tree) cannot be reached from the tree's first node"
        case .featureNegative(let tree, let node, let feature):
            "node \(node) of tree \(tree) splits on feature \(feature); features count from 0"
        case .splitUndefined(let tree, let node): "node \(node) of tree \(tree) has NaN as its split value"
        case .weightMisplaced(let tree, let node):
            "a weight is given for node \(node) of tree \(tree), which is not one of its leaves"
        case .weightNotFinite(let tree, let node): "a weight of node \(node) of tree \(tree) is not finite"
        case .targetUnknown(let tree, let node, let target):
            "a weight of node \(node) of tree \(tree) is for target \(target), which does not exist"
        case .leafWithoutWeight(let tree, let node): "leaf \(node) of tree \(tree) has no weight"
        case .treesMissing: "there are no trees"
        }
    }
}
