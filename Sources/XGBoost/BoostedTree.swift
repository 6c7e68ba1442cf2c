/// One regression tree; its first node is the root, and every child comes after its parent.
public struct BoostedTree: Sendable, Equatable {
    /// The nodes; at least one.
    public let nodes: [Node]

    /// A tree, once it is known that every walk through it ends at a leaf.
    ///
    /// - Parameters:
    ///   - nodes: the nodes, root first.
    ///   - columns: the number of values in a row.
    ///   - subject: what to call it in an error.
    /// - Throws: ``XGBoostError`` with `.nodesMissing`, `.childInvalid`, `.featureInvalid` or `.numberNotFinite`.
    init(nodes: [Node], columns: Int, subject: String) throws(XGBoostError) {
        guard !nodes.isEmpty else { throw XGBoostError(subject, .nodesMissing) }
        for (index, node) in nodes.enumerated() {
            switch node {
            case .leaf(let value):
                guard value.isFinite else { throw XGBoostError(subject, .numberNotFinite(node: index)) }
            case .split(let split):
                for child in [split.yes, split.no] where !(index + 1..<nodes.count).contains(child) {
                    throw XGBoostError(subject, .childInvalid(node: index, child: child))
                }
                guard (0..<columns).contains(split.feature) else {
                    throw XGBoostError(subject, .featureInvalid(node: index, feature: split.feature))
                }
                guard split.threshold.isFinite else { throw XGBoostError(subject, .numberNotFinite(node: index)) }
            }
        }
        self.nodes = nodes
    }

    /// The value of the leaf that a row ends at. The row must be as wide as the tree was told.
    func value(for row: [Float]) -> Float {
        var index = 0
        while true {
            switch nodes[index] {
            case .leaf(let value): return value
            case .split(let split): index = split.child(for: row[split.feature])
            }
        }
    }
}
