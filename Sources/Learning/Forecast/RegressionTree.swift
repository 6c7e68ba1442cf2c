/// A binary tree that gives a number for a row of inputs.
public struct RegressionTree: Sendable, Equatable {
    /// One node; a branch when it has children.
    public struct Node: Sendable, Equatable {
        /// The column that a branch looks at.
        public let feature: Int32
        /// A row goes left when its value is below this; of a leaf, the number that it gives.
        public let value: Float
        /// The place of the left child, 0 in a leaf.
        public let left: Int32
        /// The place of the right child, 0 in a leaf.
        public let right: Int32
        /// Whether a row without the value goes left.
        public let missingGoesLeft: Bool

        /// A branch.
        public static func branch(
            feature: Int, below threshold: Float, left: Int, right: Int, missingGoesLeft: Bool
        ) -> Node {
            Node(
                feature: Int32(clamping: feature), value: threshold, left: Int32(clamping: left),
                right: Int32(clamping: right), missingGoesLeft: missingGoesLeft)
        }

        /// A leaf.
        public static func leaf(_ value: Float) -> Node {
            Node(feature: 0, value: value, left: 0, right: 0, missingGoesLeft: false)
        }

        /// Whether the path ends here.
        public var isLeaf: Bool { left == 0 }
    }

    /// All nodes, the root first, each child after its parent.
    public let nodes: [Node]

    /// A tree of given nodes.
    /// - Parameters:
    ///   - nodes: the root first, each child after its parent.
    ///   - inputCount: columns of a row.
    /// - Throws: ``LearningError`` with `.inconsistentModel` for nodes that are no such tree, or a column that a row does
    ///   not have.
    public init(nodes: [Node], inputCount: Int) throws(LearningError) {
        func refused(_ detail: String) -> LearningError {
            LearningError(subject: "regression tree", reason: .inconsistentModel(detail: detail))
        }
        guard !nodes.isEmpty else { throw refused("it has no node") }
        for (place, node) in nodes.enumerated() {
            guard node.value.isFinite else { throw refused("node \(place) has the value \(node.value)") }
            if node.isLeaf { continue }
            guard place < node.left, node.left < nodes.count, place < node.right, node.right < nodes.count else {
                throw refused("node \(place) of \(nodes.count) leads to \(node.left) and \(node.right)")
            }
            guard 0 <= node.feature, node.feature < inputCount else {
                throw refused("node \(place) looks at column \(node.feature) of \(inputCount)")
            }
        }
        self.nodes = nodes
    }
}
