import ONNX
import Testing

@Suite
struct TreeEnsembleRegressorTests {
    private static let subject = "node \"sum\" (TreeEnsembleRegressor)"

    @Test(arguments: [TreeEnsembleRegressor.Aggregate.sum, .average])
    func `becomes a node and comes back`(aggregate: TreeEnsembleRegressor.Aggregate) throws {
        var trees = TreeEnsembleRegressor.pair()
        trees.aggregate = aggregate
        trees.baseValues = [0.5]
        let node = try trees.node(input: "x", output: "sum")
        #expect(node.domain == "ai.onnx.ml")
        #expect(node.inputs == ["x"])
        #expect(node.attributes["nodes_missing_value_tracks_true"] == .ints([0, 0, 0, 0, 0, 1, 0, 0]))
        #expect(try TreeEnsembleRegressor(node) == trees)
    }

    @Test
    func `leaves out the lists that say nothing`() throws {
        var trees = TreeEnsembleRegressor.pair()
        trees.missingTracksTrue = trees.missingTracksTrue.map { _ in false }
        let node = try trees.node(input: "x", output: "sum")
        #expect(node.attributes["nodes_missing_value_tracks_true"] == nil)
        #expect(node.attributes["base_values"] == nil)
        #expect(try TreeEnsembleRegressor(node) == trees)
    }

    @Test
    func `reads a forest of scikit-learn`() throws {
        let graph = try ModelGraph(serialized: Fixture.bytes("sklearn-forest.onnx"))
        try GraphChecker().check(graph)
        let trees = try TreeEnsembleRegressor(#require(graph.nodes.first))
        #expect(trees.treeIDs.count == 1088)
        #expect(trees.targetWeights.count == 554)
        #expect(Set(trees.modes) == [.branchLessOrEqual, .leaf])
        #expect(!trees.missingTracksTrue.contains(true))
        let node = try trees.node(input: "features", output: "depths")
        #expect(try TreeEnsembleRegressor(node) == trees)
    }

    @Test
    func `reads several targets`() throws {
        var trees = TreeEnsembleRegressor(targetCount: 2)
        trees.appendLeaf(0, tree: 0, weight: 1, target: 1)
        trees.baseValues = [1, 2]
        #expect(try TreeEnsembleRegressor(trees.node(input: "x", output: "sum")).targetCount == 2)
    }

    struct Flaw: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var reason: ONNXError.Reason
        var make: @Sendable (inout TreeEnsembleRegressor) -> Void

        init(
            _ description: String, _ fault: TreeFault, _ make: @escaping @Sendable (inout TreeEnsembleRegressor) -> Void
        ) {
            self.init(description, reason: .treeInvalid(fault), make)
        }

        init(
            _ description: String, reason: ONNXError.Reason,
            _ make: @escaping @Sendable (inout TreeEnsembleRegressor) -> Void
        ) {
            testDescription = description
            self.reason = reason
            self.make = make
        }
    }

    static let flaws = [
        Flaw("no trees", .treesMissing) { $0 = TreeEnsembleRegressor() },
        Flaw("a node twice", .nodeRepeated(tree: 0, node: 3)) { $0.nodeIDs[4] = 3 },
        Flaw("a negative number", .nodeOutOfRange(tree: 0, node: -1, count: 8)) { $0.nodeIDs[3] = -1 },
        Flaw("a number that is too large", .nodeOutOfRange(tree: 7, node: 8, count: 8)) { $0.nodeIDs[7] = 8 },
        Flaw("a tree in two parts", .treeSplit(tree: 0)) { $0.treeIDs[7] = 0 },
        Flaw("a missing child", .childMissing(tree: 0, node: 2, child: 10)) { $0.falseChildIDs[2] = 10 },
        Flaw("a cycle to the root", .nodeReachedTwice(tree: 0, node: 0)) { $0.trueChildIDs[2] = 0 },
        Flaw("a node that leads to itself", .nodeReachedTwice(tree: 0, node: 2)) { $0.trueChildIDs[2] = 2 },
        Flaw("a shared child", .nodeReachedTwice(tree: 0, node: 4)) { $0.trueChildIDs[2] = 4 },
        Flaw("a cycle beside the tree", .nodeUnreachable(tree: 0, node: 1)) { trees in
            trees.modes[0] = .leaf
            trees.modes[1] = .branchLess
            trees.trueChildIDs[1] = 2
            trees.falseChildIDs[1] = 3
            trees.trueChildIDs[2] = 1
        },
        Flaw("a negative feature", .featureNegative(tree: 7, node: 2, feature: -1)) { $0.featureIDs[5] = -1 },
        Flaw("a split at NaN", .splitUndefined(tree: 0, node: 2)) { $0.values[2] = .nan },
        Flaw("a weight on a branch", .weightMisplaced(tree: 0, node: 2)) { $0.targetNodeIDs[1] = 2 },
        Flaw("a weight on no node", .weightMisplaced(tree: 5, node: 1)) { $0.targetTreeIDs[0] = 5 },
        Flaw("an infinite weight", .weightNotFinite(tree: 7, node: 0)) { $0.targetWeights[3] = .infinity },
        Flaw("an unknown target", .targetUnknown(tree: 0, node: 1, target: 1)) { $0.targetIDs[0] = 1 },
        Flaw("a negative target", .targetUnknown(tree: 0, node: 1, target: -1)) { $0.targetIDs[0] = -1 },
        Flaw("a leaf without weight", .leafWithoutWeight(tree: 0, node: 1)) { $0.targetNodeIDs[0] = 3 },
        Flaw("no targets", reason: .attributeUnsupported("n_targets", value: "0")) { $0.targetCount = 0 },
        Flaw("too few base values", reason: .lengthMismatch(attribute: "base_values", expected: 1, found: 2)) {
            $0.baseValues = [1, 2]
        },
        Flaw("too few split values", reason: .lengthMismatch(attribute: "nodes_values", expected: 8, found: 7)) {
            $0.values.removeLast()
        },
        Flaw("too many weights", reason: .lengthMismatch(attribute: "target_weights", expected: 5, found: 6)) {
            $0.targetWeights.append(1)
        },
    ]

    @Test(arguments: flaws)
    func `refuses lists that are no trees`(flaw: Flaw) {
        var trees = TreeEnsembleRegressor.pair()
        flaw.make(&trees)
        #expect(throws: ONNXError(Self.subject, flaw.reason)) { try trees.node(input: "x", output: "sum") }
    }

    @Test(
        arguments: [
            ("nodes_modes", Attribute.strings(["BRANCH_GT"]), .attributeUnsupported("nodes_modes", value: "BRANCH_GT")),
            ("post_transform", .string("LOGISTIC"), .attributeUnsupported("post_transform", value: "LOGISTIC")),
            ("aggregate_function", .string("MIN"), .attributeUnsupported("aggregate_function", value: "MIN")),
            ("base_values_as_tensor", .other(4), .attributeUnsupported("base_values_as_tensor", value: "")),
            ("nodes_values", .ints([1]), .attributeKindWrong("nodes_values")),
            ("n_targets", .floats([]), .attributeKindWrong("n_targets")),
            ("target_ids", nil, .attributeMissing("target_ids")),
            (
                "nodes_missing_value_tracks_true", .ints([1]),
                .lengthMismatch(attribute: "nodes_missing_value_tracks_true", expected: 8, found: 1)
            ),
        ] as [(String, Attribute?, ONNXError.Reason)])
    func `refuses a node that it cannot read`(name: String, value: Attribute?, reason: ONNXError.Reason) throws {
        var node = try TreeEnsembleRegressor.pair().node(input: "x", output: "sum")
        node.attributes[name] = value
        #expect(throws: ONNXError(Self.subject, reason)) { try TreeEnsembleRegressor(node) }
    }

    @Test
    func `refuses another operator`() {
        let node = Node("TreeEnsembleClassifier", inputs: ["x"], outputs: ["y"], domain: "ai.onnx.ml")
        #expect(throws: ONNXError("node \"y\" (TreeEnsembleClassifier)", .operatorUnexpected("TreeEnsembleRegressor")))
        {
            try TreeEnsembleRegressor(node)
        }
    }
}
