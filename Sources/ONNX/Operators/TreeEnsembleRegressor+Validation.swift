extension TreeEnsembleRegressor {
    /// Checks that the lists are of fitting lengths and describe trees.
    ///
    /// - Parameter subject: how errors name the ensemble.
    /// - Throws: ``ONNXError`` with `.lengthMismatch`, `.attributeUnsupported` or `.treeInvalid`.
    public func validate(subject: String = "tree ensemble") throws(ONNXError) {
        try checkLengths(subject)
        do {
            let positions = try positionsOfNodes()
            try checkBranches(positions)
            try checkWeights(positions)
        } catch {
            throw ONNXError(subject, .treeInvalid(error))
        }
    }

    private func checkLengths(_ subject: String) throws(ONNXError) {
        guard targetCount >= 1 else {
            throw ONNXError(subject, .attributeUnsupported("n_targets", value: "\(targetCount)"))
        }
        let lengths: [(attribute: String, expected: Int, found: Int)] = [
            ("nodes_nodeids", treeIDs.count, nodeIDs.count),
            ("nodes_featureids", treeIDs.count, featureIDs.count),
            ("nodes_values", treeIDs.count, values.count),
            ("nodes_modes", treeIDs.count, modes.count),
            ("nodes_truenodeids", treeIDs.count, trueChildIDs.count),
            ("nodes_falsenodeids", treeIDs.count, falseChildIDs.count),
            ("nodes_missing_value_tracks_true", treeIDs.count, missingTracksTrue.count),
            ("target_nodeids", targetTreeIDs.count, targetNodeIDs.count),
            ("target_ids", targetTreeIDs.count, targetIDs.count),
            ("target_weights", targetTreeIDs.count, targetWeights.count),
            ("base_values", baseValues.isEmpty ? 0 : targetCount, baseValues.count),
        ]
        for (attribute, expected, found) in lengths where expected != found {
            throw ONNXError(subject, .lengthMismatch(attribute: attribute, expected: expected, found: found))
        }
    }

    private func positionsOfNodes() throws(TreeFault) -> TreeNodePositions {
        guard !treeIDs.isEmpty else { throw .treesMissing }
        var positions = TreeNodePositions(treeIDs: treeIDs, nodeIDs: nodeIDs)
        for position in treeIDs.indices { try positions.add(position) }
        return positions
    }

    /// Follows every path from every tree's first node: each node has to be met exactly once.
    private func checkBranches(_ positions: TreeNodePositions) throws(TreeFault) {
        var reached = [Bool](repeating: false, count: treeIDs.count)
        var open: [Int] = []
        for root in treeIDs.indices where root == 0 || treeIDs[root - 1] != treeIDs[root] {
            reached[root] = true
            open.append(root)
            while let position = open.popLast() {
                guard modes[position] != .leaf else { continue }
                let (tree, node) = (treeIDs[position], nodeIDs[position])
                guard featureIDs[position] >= 0 else {
                    throw .featureNegative(tree: tree, node: node, feature: featureIDs[position])
                }
                guard !values[position].isNaN else { throw .splitUndefined(tree: tree, node: node) }
                for child in [trueChildIDs[position], falseChildIDs[position]] {
                    guard let next = positions.position(ofNode: child, tree: tree, root: root) else {
                        throw .childMissing(tree: tree, node: node, child: child)
                    }
                    guard !reached[next] else { throw .nodeReachedTwice(tree: tree, node: child) }
                    reached[next] = true
                    open.append(next)
                }
            }
        }
        if let position = reached.firstIndex(of: false) {
            throw .nodeUnreachable(tree: treeIDs[position], node: nodeIDs[position])
        }
    }

    private func checkWeights(_ positions: TreeNodePositions) throws(TreeFault) {
        var weighted = [Bool](repeating: false, count: treeIDs.count)
        var root: Int?
        for index in targetTreeIDs.indices {
            let (tree, node) = (targetTreeIDs[index], targetNodeIDs[index])
            if index == 0 || targetTreeIDs[index - 1] != tree { root = positions.root(of: tree) }
            guard let root, let position = positions.position(ofNode: node, tree: tree, root: root),
                modes[position] == .leaf
            else { throw .weightMisplaced(tree: tree, node: node) }
            guard (0..<targetCount).contains(targetIDs[index]) else {
                throw .targetUnknown(tree: tree, node: node, target: targetIDs[index])
            }
            guard targetWeights[index].isFinite else { throw .weightNotFinite(tree: tree, node: node) }
            weighted[position] = true
        }
        for position in treeIDs.indices where modes[position] == .leaf && !weighted[position] {
            throw .leafWithoutWeight(tree: treeIDs[position], node: nodeIDs[position])
        }
    }
}
