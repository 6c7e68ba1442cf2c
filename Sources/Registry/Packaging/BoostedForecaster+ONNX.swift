import Features
import Learning
import ONNX

extension BoostedForecaster {
    /// All trees as one ensemble with a target for each output.
    func ensembleNode(input: String, output: String) throws(ONNXError) -> Node {
        var ensemble = TreeEnsembleRegressor(targetCount: ensembles.count, aggregate: .sum)
        ensemble.baseValues = ensembles.map { $0?.base ?? 0 }
        var tree = 0
        for (target, trees) in ensembles.enumerated() {
            for regression in trees?.trees ?? [] {
                for (place, node) in regression.nodes.enumerated() {
                    if node.isLeaf {
                        ensemble.appendLeaf(place, tree: tree, weight: node.value, target: target)
                    } else {
                        ensemble.appendBranch(
                            place, tree: tree, feature: Int(node.feature), value: node.value, mode: .branchLess,
                            trueChild: Int(node.left), falseChild: Int(node.right),
                            missingTracksTrue: node.missingGoesLeft)
                    }
                }
                tree += 1
            }
        }
        return try ensemble.node(input: input, output: output)
    }

    /// The trees that ``ensembleNode(input:output:)`` wrote, exactly.
    init(schema: ForecastSchema, node: Node, subject: String) throws(RegistryError) {
        func malformed(_ detail: String) -> RegistryError {
            RegistryError(subject: subject, reason: .malformed("its trees are not those of this program: \(detail)"))
        }
        let ensemble: TreeEnsembleRegressor
        do { ensemble = try TreeEnsembleRegressor(node) } catch {
            throw RegistryError(subject: subject, reason: .graph(error))
        }
        guard ensemble.targetCount == schema.outputCount, ensemble.aggregate == .sum,
            ensemble.baseValues.count == schema.outputCount
        else { throw malformed("\(ensemble.targetCount) targets for \(schema.outputCount) outputs") }
        var trees = [[RegressionTree]](repeating: [], count: schema.outputCount)
        var nodes: [RegressionTree.Node] = []
        var target: Int?
        var weight = 0
        for place in ensemble.treeIDs.indices {
            guard ensemble.nodeIDs[place] == nodes.count else { throw malformed("entry \(place) is out of order") }
            switch ensemble.modes[place] {
            case .leaf:
                guard weight < ensemble.targetIDs.count, ensemble.targetNodeIDs[weight] == nodes.count,
                    ensemble.targetTreeIDs[weight] == ensemble.treeIDs[place],
                    target == nil || target == ensemble.targetIDs[weight]
                else { throw malformed("entry \(place) has another weight than its own") }
                target = ensemble.targetIDs[weight]
                nodes.append(.leaf(ensemble.targetWeights[weight]))
                weight += 1
            case .branchLess:
                nodes.append(
                    .branch(
                        feature: ensemble.featureIDs[place], below: ensemble.values[place],
                        left: ensemble.trueChildIDs[place], right: ensemble.falseChildIDs[place],
                        missingGoesLeft: ensemble.missingTracksTrue[place]))
            case .branchLessOrEqual: throw malformed("entry \(place) compares with <=")
            }
            let isLast =
                place + 1 == ensemble.treeIDs.count || ensemble.treeIDs[place + 1] != ensemble.treeIDs[place]
            guard isLast, let place = target else { continue }
            do {
                trees[place].append(try RegressionTree(nodes: nodes, inputCount: schema.inputs.count))
            } catch {
                throw RegistryError(subject: subject, reason: .model(error))
            }
            (nodes, target) = ([], nil)
        }
        do {
            try self.init(
                schema: schema,
                ensembles: zip(ensemble.baseValues, trees).map { base, trees in
                    trees.isEmpty ? nil : Ensemble(base: base, trees: trees)
                })
        } catch {
            throw RegistryError(subject: subject, reason: .model(error))
        }
    }
}
