import Learning
import Testing

struct IsolationTreeTests {
    @Test func `measures paths from the root and adds the part not grown`() throws {
        let tree = try IsolationTree(nodes: [
            .split(feature: 3, threshold: 0.5, left: 3, right: 1),
            .split(feature: 0, threshold: -1, left: 2, right: 4),
            .leaf(sampleCount: 1),
            .leaf(sampleCount: 2),
            .leaf(sampleCount: 10),
        ])
        #expect(tree.pathLengths == [0, 0, 2, 2, 2 + PathLength.average(of: 10)])
        #expect(tree.depth == 2)
        #expect(tree.sampleCount == 13)
        #expect(
            tree.description == """
                [3] <= 0.5
                  leaf of 2
                  [0] <= -1.0
                    leaf of 1
                    leaf of 10
                """)
    }

    @Test func `holds a chain of the greatest allowed size`() throws {
        var nodes: [IsolationNode] = []
        for place in stride(from: 0, to: 65_534, by: 2) {
            nodes.append(.split(feature: 0, threshold: 0, left: place + 1, right: place + 2))
            nodes.append(.leaf(sampleCount: 1))
        }
        nodes.append(.leaf(sampleCount: 1))
        #expect(try IsolationTree(nodes: nodes).depth == 32_767)
    }

    private static let leaf = IsolationNode.leaf(sampleCount: 1)
    private static func split(feature: Int = 0, at threshold: Float = 0, _ left: Int, _ right: Int) -> IsolationNode {
        .split(feature: feature, threshold: threshold, left: left, right: right)
    }

    @Test(arguments: [
        ([], "0 nodes in a tree, allowed is 1 ... 65536"),
        ([split(1, 2), leaf], "node 2 is missing or has two parents"),
        ([split(1, -1), leaf], "node -1 is missing or has two parents"),
        ([split(1, 1), leaf], "node 1 is missing or has two parents"),
        ([split(0, 1), leaf], "node 0 is missing or has two parents"),
        ([leaf, leaf], "node 1 has no parent"),
        ([split(feature: -1, 1, 2), leaf, leaf], "node 0 splits feature -1 at 0.0"),
        ([split(feature: 65_536, 1, 2), leaf, leaf], "node 0 splits feature 65536 at 0.0"),
        ([split(at: .infinity, 1, 2), leaf, leaf], "node 0 splits feature 0 at inf"),
        ([split(at: .nan, 1, 2), leaf, leaf], "node 0 splits feature 0 at nan"),
        ([IsolationNode.leaf(sampleCount: 0)], "leaf 0 holds 0 rows"),
        ([IsolationNode.leaf(sampleCount: .max)], "leaf 0 holds 9223372036854775807 rows"),
    ])
    func `refuses nodes that are no tree`(nodes: [IsolationNode], detail: String) {
        #expect(throws: LearningError(subject: "isolation tree", reason: .inconsistentModel(detail: detail))) {
            try IsolationTree(nodes: nodes)
        }
    }
}
