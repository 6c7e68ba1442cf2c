/// The operator `TreeEnsembleRegressor` of `ai.onnx.ml`, versions 1 and 3: regression trees whose leaf weights are
/// added up or averaged per target.
///
/// The lists are flat, as in the file. Entry i of the node lists is one node; the nodes of a tree stand together, its
/// root first. Entry i of the target lists is one weight of one leaf.
public struct TreeEnsembleRegressor: Equatable, Sendable {
    /// How the weights of the leaves reached are put together.
    public enum Aggregate: String, Sendable {
        /// Their sum over the trees.
        case sum = "SUM"
        /// Their sum divided by the number of trees.
        case average = "AVERAGE"
    }

    /// What a node does.
    public enum Mode: String, Sendable {
        /// Goes to the true child when the feature is less than or equal to the value.
        case branchLessOrEqual = "BRANCH_LEQ"
        /// Goes to the true child when the feature is less than the value.
        case branchLess = "BRANCH_LT"
        /// Ends the path.
        case leaf = "LEAF"
    }

    /// The number of numbers given per row; ≥ 1.
    public var targetCount: Int
    /// How the trees' weights are put together.
    public var aggregate: Aggregate
    /// One number per target, added to the aggregate; empty for none.
    public var baseValues: [Float] = []

    /// The tree of every node.
    public var treeIDs: [Int] = []
    /// The number of every node in its tree, from 0; below the number of all nodes.
    public var nodeIDs: [Int] = []
    /// The column that a branch looks at, from 0; 0 in leaves.
    public var featureIDs: [Int] = []
    /// The value that a branch compares with; 0 in leaves.
    public var values: [Float] = []
    /// What every node does.
    public var modes: [Mode] = []
    /// The node number to go to when a branch's comparison holds; 0 in leaves.
    public var trueChildIDs: [Int] = []
    /// The node number to go to when it does not hold; 0 in leaves.
    public var falseChildIDs: [Int] = []
    /// Whether a branch sends NaN to its true child instead of its false child.
    public var missingTracksTrue: [Bool] = []

    /// The tree of every weight.
    public var targetTreeIDs: [Int] = []
    /// The leaf of every weight, by its node number.
    public var targetNodeIDs: [Int] = []
    /// The target of every weight, from 0.
    public var targetIDs: [Int] = []
    /// What a row that reaches the leaf adds to the target.
    public var targetWeights: [Float] = []

    /// An ensemble without trees.
    ///
    /// - Parameters:
    ///   - targetCount: the number of numbers given per row; ≥ 1.
    ///   - aggregate: how the trees' weights are put together.
    public init(targetCount: Int = 1, aggregate: Aggregate = .sum) {
        self.targetCount = targetCount
        self.aggregate = aggregate
    }

    /// Adds a branch.
    ///
    /// - Parameters:
    ///   - node: its number in its tree.
    ///   - tree: the tree.
    ///   - feature: the column to look at, from 0.
    ///   - value: the value to compare with.
    ///   - mode: the comparison.
    ///   - trueChild: the node number to go to when the comparison holds.
    ///   - falseChild: the node number to go to when it does not.
    ///   - missingTracksTrue: whether NaN goes to the true child.
    public mutating func appendBranch(
        _ node: Int, tree: Int, feature: Int, value: Float, mode: Mode, trueChild: Int, falseChild: Int,
        missingTracksTrue: Bool = false
    ) {
        treeIDs.append(tree)
        nodeIDs.append(node)
        featureIDs.append(feature)
        values.append(value)
        modes.append(mode)
        trueChildIDs.append(trueChild)
        falseChildIDs.append(falseChild)
        self.missingTracksTrue.append(missingTracksTrue)
    }

    /// Adds a leaf with its weight for one target.
    ///
    /// - Parameters:
    ///   - node: its number in its tree.
    ///   - tree: the tree.
    ///   - weight: what a row that reaches it adds to the target.
    ///   - target: the target, from 0.
    public mutating func appendLeaf(_ node: Int, tree: Int, weight: Float, target: Int = 0) {
        appendBranch(node, tree: tree, feature: 0, value: 0, mode: .leaf, trueChild: 0, falseChild: 0)
        targetTreeIDs.append(tree)
        targetNodeIDs.append(node)
        targetIDs.append(target)
        targetWeights.append(weight)
    }
}
