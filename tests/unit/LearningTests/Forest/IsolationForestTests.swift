import Features
import Foundation
import Learning
import Testing

struct IsolationForestTests {
    @Test func `scores and cuts as scikit-learn does`() throws {
        let forest = try ScikitLearnFixture.forest().isolationForest()
        let cases = try ScikitLearnFixture.cases()
        let batch = try forest.scoreSamples(
            FeatureMatrix(values: cases.inputs.flatMap(\.self), featureCount: forest.featureCount))
        #expect(batch.count == cases.inputs.count)
        for (place, row) in cases.inputs.enumerated() {
            #expect(abs(batch[place] - cases.scoreSamples[place]) <= 1e-12)
            #expect(abs(try forest.scoreSample(row.span) - cases.scoreSamples[place]) <= 1e-12)
            #expect(abs(try forest.anomalyScore(row.span) + cases.scoreSamples[place]) <= 1e-12)
            #expect(abs(try forest.decisionFunction(row.span) - cases.decisionFunction[place]) <= 1e-12)
            #expect(try forest.isOutlier(row.span) == (cases.predict[place] == -1))
        }
        #expect(Set(cases.predict) == [1, -1])
    }

    @Test func `keeps the cut in both signs`() throws {
        let fixture = try ScikitLearnFixture.forest()
        let forest = try fixture.isolationForest()
        #expect(forest.offset == fixture.offset)
        #expect(forest.anomalyThreshold == -fixture.offset)
    }

    @Test(arguments: [1, 7, 8, 9, 13])
    func `scores a row alone as in a batch, to the last bit`(estimators: Int) throws {
        let rows = FeatureMatrix.seeded(rows: 131, features: 5, seed: 4, missing: 0.1)
        let trainer = try IsolationForestTrainer(IsolationForestParameters(estimators: estimators, maxSamples: 50))
        let forest = try trainer.fit(rows, featureNames: rows.names)
        let batch = try forest.scoreSamples(rows)
        let alone = try (0..<rows.rowCount).map { try forest.scoreSample(rows[row: $0].span) }
        #expect(batch == alone)
        #expect(Set(batch).count > 5)
    }

    /// Trees of 1,024 rows are complete to level 10, those of 1,025 are one level too deep to be laid out so.
    @Test(arguments: [2, 3, 256, 1024, 1025, 3000])
    func `ends where the nodes lead, however the trees are laid out`(maxSamples: Int) throws {
        let rows = FeatureMatrix.seeded(rows: 3000, features: 5, seed: 14, missing: 0.05)
        let forest = try IsolationForestTrainer(
            IsolationForestParameters(estimators: 9, maxSamples: maxSamples, contamination: .auto)
        ).fit(rows, featureNames: rows.names)
        let scores = try forest.scoreSamples(rows)
        for row in 0..<rows.rowCount {
            let lengths = forest.trees.map { (tree) -> Double in
                var place = 0
                while case .split(let feature, let threshold, let left, let right) = tree.nodes[place] {
                    let value = rows[row, feature].isNaN ? forest.fill[feature] : rows[row, feature]
                    place = value <= threshold ? left : right
                }
                return tree.pathLengths[place]
            }
            let mean = lengths.reduce(0) { $0 + $1 } / 9
            #expect(abs(scores[row] + exp2(-mean / PathLength.average(of: maxSamples))) < 1e-14)
            if row < 300 { #expect(try forest.scoreSample(rows[row: row].span) == scores[row]) }
        }
    }

    @Test func `takes -0 and 0 for one value, and infinities for the ends`() throws {
        let stump = try IsolationTree(nodes: [
            .split(feature: 0, threshold: -0.0, left: 1, right: 2), .leaf(sampleCount: 1), .leaf(sampleCount: 7),
        ])
        let highest = try IsolationTree(nodes: [
            .split(feature: 0, threshold: .greatestFiniteMagnitude, left: 1, right: 2), .leaf(sampleCount: 1),
            .leaf(sampleCount: 7),
        ])
        func goesRight(_ tree: IsolationTree, _ value: Float) throws -> Bool {
            let forest = try IsolationForest(
                trees: [tree], sampleSize: 8, fill: [0], offset: -0.5, contamination: .auto)
            let left = try forest.anomalyScore([-.infinity].span)
            return try forest.anomalyScore([value].span) != left
        }
        #expect(try !goesRight(stump, 0))
        #expect(try !goesRight(stump, -0.0))
        #expect(try !goesRight(stump, -.leastNonzeroMagnitude))
        #expect(try goesRight(stump, .leastNonzeroMagnitude))
        #expect(try goesRight(stump, .infinity))
        #expect(try !goesRight(highest, .greatestFiniteMagnitude))
        #expect(try goesRight(highest, .infinity))
    }

    @Test func `scores a batch without rows`() throws {
        let forest = try ScikitLearnFixture.forest().isolationForest()
        #expect(try forest.scoreSamples(FeatureMatrix(featureCount: forest.featureCount)).isEmpty)
    }

    @Test func `sums the paths of hand-made trees`() throws {
        let stump = try IsolationTree(nodes: [
            .split(feature: 1, threshold: 0, left: 1, right: 2), .leaf(sampleCount: 1), .leaf(sampleCount: 3),
        ])
        let leaf = try IsolationTree(nodes: [.leaf(sampleCount: 4)])
        let forest = try IsolationForest(
            trees: [stump, leaf], sampleSize: 4, fill: [7, 1], offset: -0.5, contamination: .auto)
        let four = PathLength.average(of: 4)
        let left = try forest.anomalyScore([0, 0].span)
        let right = try forest.anomalyScore([0, 0.1].span)
        #expect(abs(left - exp2(-(1 + four) / (2 * four))) < 1e-15)
        #expect(abs(right - exp2(-(1 + PathLength.average(of: 3) + four) / (2 * four))) < 1e-15)
        #expect(try forest.anomalyScore([0, .nan].span) == right)
        #expect(try forest.anomalyScore([0, .infinity].span) == right)
        #expect(try forest.anomalyScore([0, -.infinity].span) == left)
    }

    @Test func `takes a missing value as the fill value`() throws {
        let rows = FeatureMatrix.seeded(rows: 200, features: 4, seed: 9, missing: 0.3)
        let forest = try IsolationForestTrainer(IsolationForestParameters(estimators: 20))
            .fit(rows, featureNames: rows.names)
        let filled = FeatureMatrix(
            values: rows.values.enumerated().map { $1.isNaN ? forest.fill[$0 % 4] : $1 }, featureCount: 4)
        #expect(rows.values.contains { $0.isNaN })
        #expect(try forest.scoreSamples(rows) == forest.scoreSamples(filled))
        #expect(try forest.scoreSample(rows[row: 0].span) == forest.scoreSample(filled[row: 0].span))
    }

    @Test(arguments: [0, 31, 33])
    func `refuses rows of another width`(width: Int) throws {
        let forest = try ScikitLearnFixture.forest().isolationForest()
        let refusal = LearningError(subject: "isolation forest", reason: .widthMismatch(have: width, need: 32))
        let row = [Float](repeating: 0, count: width)
        #expect(throws: refusal) { try forest.scoreSample(row.span) }
        if width > 0 {
            #expect(throws: refusal) { try forest.scoreSamples(FeatureMatrix(values: row, featureCount: width)) }
        }
    }

    @Test func `is the same when rebuilt from its parts`() throws {
        let rows = FeatureMatrix.seeded(rows: 300, features: 3, seed: 2)
        let forest = try IsolationForestTrainer(IsolationForestParameters(estimators: 5))
            .fit(rows, featureNames: rows.names)
        let rebuilt = try IsolationForest(
            trees: forest.trees.map { try IsolationTree(nodes: $0.nodes) }, sampleSize: forest.sampleSize,
            fill: forest.fill, offset: forest.offset, contamination: forest.contamination)
        #expect(rebuilt == forest)
    }

    @Test(
        arguments: [
            (0, 2, [0], -0.5, "there is no tree"),
            (1, 1, [0], -0.5, "the sample size is 1, at least 2 is needed"),
            (1, 3, [0, 0], -0.5, "tree 0 holds 2 rows, the sample size is 3"),
            (1, 2, [0], -0.5, "tree 0 splits feature 1 of 1"),
            (1, 2, [], -0.5, "0 features, allowed is 1 ... 65536"),
            (1, 2, [0, .nan], -0.5, "a fill value is not finite"),
            (1, 2, [0, 0], .nan, "the offset is nan"),
        ] as [(Int, Int, [Float], Double, String)])
    func `refuses parts that contradict each other`(
        trees: Int, sampleSize: Int, fill: [Float], offset: Double, detail: String
    ) throws {
        let stump = try IsolationTree(nodes: [
            .split(feature: 1, threshold: 0, left: 1, right: 2), .leaf(sampleCount: 1), .leaf(sampleCount: 1),
        ])
        #expect(throws: LearningError(subject: "isolation forest", reason: .inconsistentModel(detail: detail))) {
            try IsolationForest(
                trees: [IsolationTree](repeating: stump, count: trees), sampleSize: sampleSize, fill: fill,
                offset: offset, contamination: .auto)
        }
    }
}
