import Features
import Learning
import TestSupport
import Testing

struct ScoreExplanationTests {
    /// A forest of four features in which rows lie in clusters, with missing values.
    private func forest(seed: UInt64) throws -> (forest: IsolationForest, rows: FeatureMatrix) {
        var random = SeededRandom(seed: seed)
        var rows = FeatureMatrix(featureCount: 4)
        for place in 0..<300 {
            let cluster = Float(place % 3) * 5
            rows.append(
                row: (0..<4).map { feature in
                    Int.random(in: 0..<12, using: &random) == 0
                        ? Float.nan : cluster * Float(feature % 2) + Float.random(in: -2...2, using: &random)
                })
        }
        let trainer = try IsolationForestTrainer(
            IsolationForestParameters(estimators: 12, maxSamples: 64, seed: seed))
        return (try trainer.fit(rows, featureNames: ["a", "b", "c", "d"]), rows)
    }

    /// The mean path length when only some features are known: both ways, in the shares of the training rows, where not.
    private func expectedLength(_ tree: IsolationTree, _ row: [Float], known: Set<Int>, node: Int = 0) -> Double {
        func rows(below node: Int) -> Int {
            switch tree.nodes[node] {
            case .leaf(let rows): rows
            case .split(_, _, let left, let right): rows(below: left) + rows(below: right)
            }
        }
        switch tree.nodes[node] {
        case .leaf: return tree.pathLengths[node]
        case .split(let feature, let threshold, let left, let right):
            if known.contains(feature) {
                return expectedLength(tree, row, known: known, node: row[feature] <= threshold ? left : right)
            }
            let (l, r) = (Double(rows(below: left)), Double(rows(below: right)))
            return
                (l * expectedLength(tree, row, known: known, node: left)
                + r * expectedLength(tree, row, known: known, node: right)) / (l + r)
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `are the Shapley values of the mean path length, by their definition`(seed: UInt64) throws {
        let (forest, rows) = try forest(seed: seed)
        let scale = -1 / PathLength.average(of: 64) / 12
        // Orders of four features: |S|! (3 − |S|)! / 4!
        let weights = [6.0, 2, 2, 6].map { $0 / 24 }
        for place in [0, 7, 150, 299] {
            let row = zip(rows[row: place], forest.fill).map { $0.isNaN ? $1 : $0 }
            let explanation = try forest.explanation(of: Array(rows[row: place]))
            for feature in 0..<4 {
                var value = 0.0
                for others in 0..<16 where others & (1 << feature) == 0 {
                    let known = Set((0..<4).filter { others & (1 << $0) != 0 })
                    for tree in forest.trees {
                        value +=
                            weights[known.count]
                            * (expectedLength(tree, row, known: known.union([feature]))
                                - expectedLength(tree, row, known: known)) * scale
                    }
                }
                #expect(abs(explanation.contributions[feature] - value) < 1e-9)
            }
        }
    }

    @Test func `add up to the score`() throws {
        let (forest, rows) = try forest(seed: 9)
        for place in 0..<rows.rowCount {
            let row = Array(rows[row: place])
            let explanation = try forest.explanation(of: row)
            let sum = explanation.contributions.reduce(0, +)
            let score = try forest.anomalyScore(row.span)
            var product = explanation.baseline
            product *= (sum * 0.6931471805599453).exponential
            #expect(abs(product - score) < 1e-9)
        }
    }

    @Test func `refuses a tree that is a long chain, as a file may hold one`() throws {
        let length = 30_000
        var nodes: [IsolationNode] = []
        for place in 0..<length {
            nodes.append(.split(feature: 0, threshold: Float(place), left: 2 * place + 1, right: 2 * place + 2))
            nodes.append(.leaf(sampleCount: 1))
        }
        nodes.append(.leaf(sampleCount: 1))
        let forest = try IsolationForest(
            trees: [IsolationTree(nodes: nodes)], sampleSize: length + 1, fill: [0], offset: -0.5, contamination: .auto)
        #expect(
            throws: LearningError(
                subject: "isolation forest",
                reason: .parameterOutOfRange(name: "depth of a tree", value: "\(length)", allowed: "0 to 64"))
        ) { try forest.explanation(of: [1]) }
    }

    @Test func `names the feature that is strange`() throws {
        let (forest, _) = try forest(seed: 5)
        let explanation = try forest.explanation(of: [0, 0, 40, 0])
        #expect(
            explanation.contributions.indices.max { explanation.contributions[$0] < explanation.contributions[$1] } == 2
        )
        #expect(throws: LearningError(subject: "isolation forest", reason: .widthMismatch(have: 3, need: 4))) {
            try forest.explanation(of: [1, 2, 3])
        }
    }
}

extension Double {
    /// e to this power, by its series: no library's function stands on both sides of the comparison.
    fileprivate var exponential: Double {
        var (term, sum) = (1.0, 1.0)
        for n in 1...60 {
            term *= self / Double(n)
            sum += term
        }
        return sum
    }
}
