import Testing
import XGBoost

@Suite
struct SavedModelTests {
    @Test(arguments: ["[2.5E-1]", "2.5E-1", "0.25"])
    func `reads the base score of old and new versions, and each node`(baseScore: String) throws {
        let trees = try BoostedTrees(savedModel: Array(Self.model(baseScore: baseScore).utf8))
        let nodes: [BoostedTree.Node] = [
            .split(BoostedTree.Split(feature: 1, threshold: 0.1, yes: 1, no: 2, sendsMissingToYes: true)),
            .leaf(-2e-7), .leaf(3),
        ]
        #expect(try trees == BoostedTrees(baseScore: 0.25, columns: 2, trees: [nodes]))
    }

    @Test(arguments: [
        (model(baseScore: "[1E0,2E0]"), XGBoostError("trained model", .modelUnsupported("more than one output"))),
        (model(baseScore: "half"), XGBoostError("trained model", .modelMalformed("the base score is \"half\""))),
        (model(baseScore: "["), XGBoostError("trained model", .modelMalformed("the base score is \"[\""))),
        (model(columns: ""), XGBoostError("trained model", .modelMalformed("the number of columns is \"\""))),
        (model(booster: "dart"), XGBoostError("trained model", .modelUnsupported("the booster \"dart\""))),
        (model(splitTypes: "[1, 0, 0]"), XGBoostError("tree 0", .modelUnsupported("a split by categories"))),
        (
            model(splitTypes: "[0]"),
            XGBoostError("tree 0", .modelMalformed("its lists are of different lengths"))
        ),
        (model(left: "[0, -1, -1]"), XGBoostError("tree 0", .childInvalid(node: 0, child: 0))),
        (model(columns: "1"), XGBoostError("tree 0", .featureInvalid(node: 0, feature: 1))),
        (model(columns: "0"), XGBoostError("trees", .columnCountInvalid(0))),
    ])
    func `refuses a model that plain trees cannot express`(model: String, error: XGBoostError) {
        #expect(throws: error) { try BoostedTrees(savedModel: Array(model.utf8)) }
    }

    @Test
    func `refuses what is no saved model`() throws {
        let whole = try XGBoostFixture.bytes("squared_error.model.json")
        for bytes in [[], Array("{}".utf8), Array("[1, 2".utf8), [0xFF, 0xFE], Array(whole.dropLast(9))] {
            let error = try #require(throws: XGBoostError.self) { try BoostedTrees(savedModel: bytes) }
            guard case .modelMalformed = error.reason else {
                Issue.record("\(error)")
                continue
            }
        }
    }

    private static func model(
        baseScore: String = "[0E0]", columns: String = "2", booster: String = "gbtree", left: String = "[1, -1, -1]",
        splitTypes: String = "[0, 0, 0]"
    ) -> String {
        let tree = """
            {"left_children": \(left), "right_children": [2, -1, -1], "split_indices": [1, 0, 0],
             "split_conditions": [0.1, -2E-7, 3], "default_left": [1, 0, 0], "split_type": \(splitTypes)}
            """
        return """
            {"learner": {"learner_model_param": {"base_score": "\(baseScore)", "num_feature": "\(columns)"},
             "gradient_booster": {"name": "\(booster)", "model": {"trees": [\(tree)]}}}, "version": [3, 2, 0]}
            """
    }
}
