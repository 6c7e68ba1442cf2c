import ONNX

extension GraphBuilder {
    /// y = 2x + 1 for any number of rows of two columns.
    static func line() -> GraphBuilder {
        var builder = GraphBuilder(name: "line", producerName: "tests", producerVersion: "1.0")
        builder.inputs = [ValueInfo(name: "x", elementType: .float32, shape: [.free("N"), .fixed(2)])]
        builder.outputs = [ValueInfo(name: "y", elementType: .float32, shape: [.free("N"), .fixed(2)])]
        builder.initializers = ["two": Tensor(scalar: 2), "one": Tensor(float32: [1])]
        builder.nodes = [
            Node("Mul", inputs: ["x", "two"], outputs: ["double"]),
            Node("Add", inputs: ["double", "one"], outputs: ["y"]),
        ]
        builder.metadata = ["purpose": "test", "author": "nobody"]
        return builder
    }
}

extension TreeEnsembleRegressor {
    /// Tree 0: column 0 ≤ 0.5 → 1, else column 1 < −1 → 2, else 4. Tree 7: column 1 ≤ 2 or NaN → 8, else 16.
    static func pair() -> TreeEnsembleRegressor {
        var trees = TreeEnsembleRegressor()
        trees.appendBranch(
            0, tree: 0, feature: 0, value: 0.5, mode: .branchLessOrEqual, trueChild: 1, falseChild: 2)
        trees.appendLeaf(1, tree: 0, weight: 1)
        trees.appendBranch(2, tree: 0, feature: 1, value: -1, mode: .branchLess, trueChild: 3, falseChild: 4)
        trees.appendLeaf(3, tree: 0, weight: 2)
        trees.appendLeaf(4, tree: 0, weight: 4)
        trees.appendBranch(
            2, tree: 7, feature: 1, value: 2, mode: .branchLessOrEqual, trueChild: 1, falseChild: 0,
            missingTracksTrue: true)
        trees.appendLeaf(0, tree: 7, weight: 16)
        trees.appendLeaf(1, tree: 7, weight: 8)
        return trees
    }
}
