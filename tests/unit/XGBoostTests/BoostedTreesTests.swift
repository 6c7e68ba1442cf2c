import Testing
import XGBoost

@Suite
struct BoostedTreesTests {
    /// x0 < 0.5 ? (x1 < -1 ? 1 : 2) : 4, missing x0 to the second question and missing x1 away from it.
    private static let nodes: [BoostedTree.Node] = [
        .split(BoostedTree.Split(feature: 0, threshold: 0.5, yes: 1, no: 2, sendsMissingToYes: true)),
        .split(BoostedTree.Split(feature: 1, threshold: -1, yes: 3, no: 4, sendsMissingToYes: false)),
        .leaf(4), .leaf(1), .leaf(2),
    ]

    @Test(
        arguments: [
            ([0.5, 0], 4.25), ([0.499, -1], 2.25), ([0, -1.5], 1.25), ([.nan, -2], 1.25), ([.nan, .nan], 2.25),
            ([.infinity, 0], 4.25), ([-.infinity, -.infinity], 1.25),
        ] as [([Float], Float)])
    func `a value under the threshold goes to yes and a missing one where it is sent`(
        row: [Float], expected: Float
    ) throws {
        let trees = try BoostedTrees(baseScore: 0.25, columns: 2, trees: [Self.nodes])
        #expect(try trees.predict(row) == expected)
    }

    @Test
    func `adds trees in their order, in Float`() throws {
        let leaves: [[BoostedTree.Node]] = [[.leaf(1e8)], [.leaf(1)], [.leaf(-1e8)]]
        #expect(try BoostedTrees(baseScore: 0, columns: 1, trees: leaves).predict([0]) == 0)
        let sorted = [leaves[0], leaves[2], leaves[1]]
        #expect(try BoostedTrees(baseScore: 0, columns: 1, trees: sorted).predict([0]) == 1)
        #expect(try BoostedTrees(baseScore: 3, columns: 1, trees: []).predict([0]) == 3)
    }

    @Test(arguments: [[], [1], [1, 2, 3]] as [[Float]])
    func `refuses a row of another width`(row: [Float]) throws {
        let trees = try BoostedTrees(baseScore: 0, columns: 2, trees: [Self.nodes])
        #expect(throws: XGBoostError("row", .valueCountMismatch(expected: 2, found: row.count))) {
            try trees.predict(row)
        }
    }

    @Test(
        arguments: [
            ([], .nodesMissing), ([.leaf(.nan)], .numberNotFinite(node: 0)),
            ([split(), .leaf(1)], .childInvalid(node: 0, child: 2)),
            ([split(yes: 0), .leaf(1), .leaf(2)], .childInvalid(node: 0, child: 0)),
            ([split(yes: -1), .leaf(1), .leaf(2)], .childInvalid(node: 0, child: -1)),
            ([split(), .leaf(1), split()], .childInvalid(node: 2, child: 1)),
            ([split(feature: 2), .leaf(1), .leaf(2)], .featureInvalid(node: 0, feature: 2)),
            ([split(feature: -1), .leaf(1), .leaf(2)], .featureInvalid(node: 0, feature: -1)),
            ([split(threshold: .infinity), .leaf(1), .leaf(2)], .numberNotFinite(node: 0)),
        ] as [([BoostedTree.Node], XGBoostError.Reason)])
    func `refuses nodes that are no tree`(nodes: [BoostedTree.Node], reason: XGBoostError.Reason) {
        #expect(throws: XGBoostError("tree 1", reason)) {
            try BoostedTrees(baseScore: 0, columns: 2, trees: [Self.nodes, nodes])
        }
    }

    @Test
    func `refuses a base score that is no number and rows without values`() {
        #expect(throws: XGBoostError("trees", .numberNotFinite(node: nil))) {
            try BoostedTrees(baseScore: .nan, columns: 1, trees: [])
        }
        #expect(throws: XGBoostError("trees", .columnCountInvalid(0))) {
            try BoostedTrees(baseScore: 0, columns: 0, trees: [])
        }
    }

    private static func split(feature: Int = 0, threshold: Float = 0, yes: Int = 1) -> BoostedTree.Node {
        .split(BoostedTree.Split(feature: feature, threshold: threshold, yes: yes, no: 2, sendsMissingToYes: true))
    }
}
