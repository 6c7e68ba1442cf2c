public import Features
public import Learning
public import ONNX

/// Names and numbers that the graph of a forest carries beside its nodes.
private enum Name {
    static let fill = "fill"
    /// ONNX means by it how popular a node is: here the training rows in a leaf, from which path lengths follow exactly.
    static let leafRows = "nodes_hitrates"
    static let sampleSize = "sample_size"
    static let offset = "offset"
    static let contamination = "contamination"
}

extension IsolationForest: ExportableDetector {
    /// The name of every graph of a forest.
    static let graphName = "isolation_forest"

    /// The forest as a graph of six nodes: fill in medians, one ensemble of trees for the mean path length, and the
    /// score 2^(−length/c).
    ///
    /// - Parameter schema: the features, for their names and fingerprint.
    /// - Returns: a graph from `features`, `[rows, features]`, to `anomaly_score` and `decision_function`, `[rows, 1]`.
    /// - Throws: ``RegistryError`` when the forest and the schema do not fit, or the graph cannot be made.
    public func graph(schema: FeatureSchema) throws(RegistryError) -> ModelGraph {
        try DetectorGraph.require(schema, width: featureCount, subject: "isolation forest")
        do {
            var builder = DetectorGraph.builder(name: Self.graphName, schema: schema)
            let scale = -1 / PathLength.average(of: sampleSize)
            builder.initializers = [
                Name.fill: Tensor(float32: fill), "scale": Tensor(scalar: Float(scale)), "two": Tensor(scalar: 2),
                "threshold": Tensor(scalar: Float(anomalyThreshold)),
            ]
            builder.nodes = [
                Node("IsNaN", inputs: [DetectorGraph.rowsInput], outputs: ["missing"]),
                Node("Where", inputs: ["missing", Name.fill, DetectorGraph.rowsInput], outputs: ["filled"]),
                try ensembleNode(input: "filled", output: "path_length"),
                Node("Mul", inputs: ["path_length", "scale"], outputs: ["exponent"]),
                Node("Pow", inputs: ["two", "exponent"], outputs: [DetectorGraph.scoreOutput]),
                Node("Sub", inputs: ["threshold", DetectorGraph.scoreOutput], outputs: [DetectorGraph.decisionOutput]),
            ]
            builder.metadata[Name.sampleSize] = "\(sampleSize)"
            builder.metadata[Name.offset] = "\(offset)"
            builder.metadata[Name.contamination] = "\(contamination)"
            return try builder.build()
        } catch {
            throw RegistryError(subject: "isolation forest", reason: .graph(error))
        }
    }

    /// The forest that ``graph(schema:)`` wrote, exactly.
    /// - Parameters:
    ///   - graph: a graph of this program.
    ///   - schema: the features that it must take.
    ///   - subject: the model, for errors.
    /// - Throws: ``RegistryError`` when the graph is another's, was made for other features or contradicts itself.
    public init(graph: ModelGraph, schema: FeatureSchema, subject: String) throws(RegistryError) {
        func malformed(_ detail: String) -> RegistryError {
            RegistryError(subject: subject, reason: .malformed("not an isolation forest of this program: \(detail)"))
        }
        let metadata = graph.metadata
        guard let sampleSize = metadata[Name.sampleSize].flatMap(Int.init),
            let offset = metadata[Name.offset].flatMap(Double.init),
            let contamination = metadata[Name.contamination].flatMap(Contamination.init(metadataText:))
        else { throw malformed("sample_size, offset or contamination is missing") }
        try DetectorGraph.require(schema, of: graph, subject: subject)
        guard let node = graph.nodes.first(where: { $0.op == "TreeEnsembleRegressor" }),
            case .floats(let rows)? = node.attributes[Name.leafRows]
        else { throw malformed("it has no tree ensemble with \(Name.leafRows)") }
        do {
            let ensemble = try TreeEnsembleRegressor(node)
            guard rows.count == ensemble.treeIDs.count else { throw malformed("\(Name.leafRows) is cut short") }
            guard let fill = try graph.initializer(named: Name.fill)?.floats else { throw malformed("no fill values") }
            guard fill.count == schema.features.count else {
                throw malformed("\(fill.count) fill values for \(schema.features.count) features")
            }
            try self.init(
                trees: try Self.trees(of: ensemble, leafRows: rows), sampleSize: sampleSize, fill: fill,
                offset: offset, contamination: contamination)
        } catch let error as ONNXError {
            throw RegistryError(subject: subject, reason: .graph(error))
        } catch let error as LearningError {
            throw RegistryError(subject: subject, reason: .model(error))
        } catch let error as RegistryError {
            throw error
        } catch {
            throw malformed("\(error)")
        }
    }

    private func ensembleNode(input: String, output: String) throws(ONNXError) -> Node {
        var ensemble = TreeEnsembleRegressor(aggregate: .average)
        var leafRows: [Float] = []
        for (tree, isolation) in trees.enumerated() {
            for (place, node) in isolation.nodes.enumerated() {
                switch node {
                case .split(let feature, let threshold, let left, let right):
                    ensemble.appendBranch(
                        place, tree: tree, feature: feature, value: threshold, mode: .branchLessOrEqual,
                        trueChild: left, falseChild: right)
                    leafRows.append(0)
                case .leaf(let rows):
                    ensemble.appendLeaf(place, tree: tree, weight: Float(isolation.pathLengths[place]))
                    leafRows.append(Float(rows))
                }
            }
        }
        var node = try ensemble.node(input: input, output: output)
        node.attributes[Name.leafRows] = .floats(leafRows)
        return node
    }

    /// Node numbers in the file are places in the tree, so that children need no look-up.
    private static func trees(
        of ensemble: TreeEnsembleRegressor, leafRows: [Float]
    ) throws(LearningError) -> [IsolationTree] {
        var nodesByTree: [[IsolationNode]] = []
        for place in ensemble.treeIDs.indices {
            if ensemble.treeIDs[place] == nodesByTree.count { nodesByTree.append([]) }
            guard ensemble.treeIDs[place] == nodesByTree.count - 1,
                ensemble.nodeIDs[place] == nodesByTree[nodesByTree.count - 1].count
            else {
                throw LearningError(
                    subject: "isolation forest",
                    reason: .inconsistentModel(detail: "entry \(place) of the node lists is out of order"))
            }
            let node: IsolationNode
            if ensemble.modes[place] == .leaf {
                node = .leaf(sampleCount: Int(exactly: leafRows[place]) ?? 0)
            } else {
                node = .split(
                    feature: ensemble.featureIDs[place], threshold: ensemble.values[place],
                    left: ensemble.trueChildIDs[place], right: ensemble.falseChildIDs[place])
            }
            nodesByTree[nodesByTree.count - 1].append(node)
        }
        var trees: [IsolationTree] = []
        for nodes in nodesByTree { trees.append(try IsolationTree(nodes: nodes)) }
        return trees
    }
}

extension Contamination {
    /// Reads what `description` writes.
    init?(metadataText text: String) {
        if text == "auto" {
            self = .auto
        } else if let share = Double(text) {
            self = .fraction(share)
        } else {
            return nil
        }
    }
}
