import Dispatch
import Features
import Learning
import Testing

struct IsolationForestTrainerTests {
    private func fit(
        _ rows: FeatureMatrix, _ parameters: IsolationForestParameters = .init(estimators: 20)
    ) throws -> IsolationForest {
        try IsolationForestTrainer(parameters).fit(rows, featureNames: rows.names)
    }

    @Test func `grows the same tree from the same seed on every platform`() throws {
        let rows = FeatureMatrix(
            values: [1, 10, 2, 20, 3, 15, 4, 40, 5, 25, 6, 60, 7, 70, 9, -8], featureCount: 2)
        let forest = try fit(rows, .init(estimators: 1, maxSamples: 6, seed: 1))
        #expect(
            forest.trees.map(\.description) == [
                """
                [0] <= 2.0793731
                  leaf of 1
                  [0] <= 5.733391
                    [1] <= 17.729391
                      leaf of 1
                      leaf of 1
                    [0] <= 7.566714
                      leaf of 2
                      leaf of 1
                """
            ])
    }

    @Test func `gives the same forest however the work is run`() throws {
        let rows = FeatureMatrix.seeded(rows: 9000, features: 17, seed: 5, missing: 0.02)
        let trainer = try IsolationForestTrainer(IsolationForestParameters(estimators: 12, seed: 7))
        let serial = try trainer.fit(rows, featureNames: rows.names)
        let backwards = ConcurrentLoop { count, body in
            for place in (0..<count).reversed() { body(place) }
        }
        let threads = ConcurrentLoop { count, body in
            DispatchQueue.concurrentPerform(iterations: count) { body($0) }
        }
        #expect(try trainer.fit(rows, featureNames: rows.names, concurrently: backwards) == serial)
        #expect(try trainer.fit(rows, featureNames: rows.names, concurrently: threads) == serial)
    }

    @Test func `gives every tree its own random numbers`() throws {
        let rows = FeatureMatrix.seeded(rows: 500, features: 4, seed: 1)
        let many = try fit(rows, .init(estimators: 20, seed: 3))
        #expect(try Array(many.trees.prefix(5)) == fit(rows, .init(estimators: 5, seed: 3)).trees)
        #expect(Set(many.trees.map(\.description)).count == 20)
        #expect(try many.trees != fit(rows, .init(estimators: 20, seed: 4)).trees)
    }

    @Test(arguments: [(2, 256, 2, 1), (5, 256, 5, 3), (1000, 256, 256, 8), (1000, 100, 100, 7), (300, 257, 257, 9)])
    func `grows to the depth limit of its sample`(
        rowCount: Int, maxSamples: Int, sampleSize: Int, depth: Int
    ) throws {
        let rows = FeatureMatrix.seeded(rows: rowCount, features: 3, seed: 8)
        let forest = try fit(rows, .init(estimators: 30, maxSamples: maxSamples))
        #expect(forest.sampleSize == sampleSize)
        #expect(forest.trees.allSatisfy { $0.sampleCount == sampleSize })
        #expect(forest.trees.map(\.depth).max() == depth)
    }

    @Test func `cuts off the wanted share of the training rows`() throws {
        let rows = FeatureMatrix.seeded(rows: 1000, features: 6, seed: 3)
        let forest = try fit(rows, .init(contamination: .fraction(0.07)))
        let scores = try forest.scoreSamples(rows)
        #expect(forest.offset == Percentile.linear(7, of: scores))
        #expect(scores.count { $0 - forest.offset < 0 } == 70)
        #expect(try fit(rows, .init(estimators: 5, contamination: .auto)).offset == -0.5)
    }

    @Test func `finds a far row the strangest`() throws {
        var rows = FeatureMatrix.seeded(rows: 400, features: 3, seed: 6)
        rows.append(row: [9, -9, 9])
        let scores = try fit(rows, .init()).scoreSamples(rows)
        #expect(scores.indices.min { scores[$0] < scores[$1] } == 400)
    }

    @Test func `fills with the median of the defined values`() throws {
        let rows = FeatureMatrix(
            values: [
                3, 1, .nan, -0.0,
                -5, 2, 7, .infinity,
                4, .nan, .nan, -4,
                .nan, 5, .nan, 16_777_216,
                100, 1, .nan, 16_777_218,
            ], featureCount: 4)
        #expect(try fit(rows).fill == [3.5, 1.5, 7, 8_388_608])
        #expect(try fit(.init(values: [-.greatestFiniteMagnitude, -3, -1, -2], featureCount: 1)).fill == [-2.5])
        #expect(try fit(.init(values: [1, .greatestFiniteMagnitude, 1e38, 2e38], featureCount: 1)).fill == [1.5e38])
    }

    @Test(arguments: [1, 2, 3, 16, 17, 1000, 1001])
    func `agrees on medians with sorting`(rowCount: Int) throws {
        let rows = FeatureMatrix.seeded(rows: rowCount + 1, features: 18, seed: UInt64(rowCount), missing: 0.01)
        let fill = try fit(rows, .init(estimators: 1)).fill
        for feature in 0..<18 {
            let column = (0...rowCount).map { rows[$0, feature] }.filter { !$0.isNaN }.sorted()
            let middle = (Double(column[(column.count - 1) / 2]) + Double(column[column.count / 2])) / 2
            #expect(fill[feature] == Float(middle))
        }
    }

    /// So many rows that the medians are looked for where a sample of the rows expects them.
    @Test(arguments: [16_384, 20_001])
    func `agrees on medians of many rows with sorting`(rowCount: Int) throws {
        var rows = FeatureMatrix(featureCount: 19)
        var random = Xoshiro256(seed: 9, stream: 0)
        for row in 0..<rowCount {
            var values = (0..<19).map { _ in Float(random.uniform() * 2 - 1) }
            values[0] = 5
            values[1] = Float(row % 7)
            values[2] = row.isMultiple(of: 2) ? -1 : 1
            values[3] = row < rowCount / 2 ? .nan : values[3]
            values[4] = row % 3 == 0 ? -.infinity : row % 5 == 0 ? .infinity : values[4]
            values[5] = row == 77 ? 3 : .nan
            values[6] = Float(row)
            values[7] = values[7] < 0.2 ? 0 : values[7]
            values[18] = row % 4 == 0 ? .nan : values[18] * 1e38
            rows.append(row: values)
        }
        let fill = try fit(rows, .init(estimators: 1, contamination: .auto)).fill
        for feature in 0..<19 {
            let column = (0..<rowCount).map { rows[$0, feature] }.filter(\.isFinite).sorted()
            let middle = (Double(column[(column.count - 1) / 2]) + Double(column[column.count / 2])) / 2
            #expect(fill[feature] == Float(middle))
        }
    }

    @Test func `finds a median far from where the sample expects it`() throws {
        // The rows of the sample, which one generator draws: they alone are large.
        var random = Xoshiro256(seed: 0, stream: 0)
        let sampled = Set((0..<4096).map { _ in random.uniform(below: 20_000) })
        let values = (0..<20_000).map { sampled.contains($0) ? 1000 + Float($0) : Float($0 % 100) }
        let fill = try fit(
            FeatureMatrix(values: values, featureCount: 1), .init(estimators: 1, contamination: .auto)
        ).fill
        let sorted = values.sorted()
        #expect(fill == [(sorted[9999] + sorted[10_000]) / 2])
    }

    @Test func `grows the trees alone as the whole forest does`() throws {
        let rows = FeatureMatrix.seeded(rows: 500, features: 4, seed: 1, missing: 0.1)
        let trainer = try IsolationForestTrainer(IsolationForestParameters(estimators: 20, seed: 3))
        let forest = try trainer.fit(rows, featureNames: rows.names)
        #expect(try trainer.trees(of: rows, fill: forest.fill) == forest.trees)
        #expect(throws: LearningError(subject: "isolation forest", reason: .widthMismatch(have: 4, need: 3))) {
            try trainer.trees(of: rows, fill: [0, 0, 0])
        }
    }

    @Test func `fits missing values as their medians`() throws {
        let rows = FeatureMatrix.seeded(rows: 300, features: 4, seed: 12, missing: 0.2)
        let forest = try fit(rows)
        let filled = FeatureMatrix(
            values: rows.values.enumerated().map { $1.isNaN ? forest.fill[$0 % 4] : $1 }, featureCount: 4)
        #expect(try fit(filled) == forest)
    }

    @Test func `passes over constant columns`() throws {
        let rows = FeatureMatrix(
            values: (0..<200).flatMap { [5, Float($0 * 37 % 101), .nan, 5] } + [5, 0, 2, 5], featureCount: 4)
        for tree in try fit(rows).trees {
            for case .split(let feature, _, _, _) in tree.nodes { #expect(feature == 1) }
            #expect(tree.depth > 1)
        }
    }

    @Test func `scores equal rows as ordinary`() throws {
        let rows = FeatureMatrix(values: [Float](repeating: 3, count: 50), featureCount: 2)
        let forest = try fit(rows)
        #expect(forest.trees.allSatisfy { $0.nodes == [.leaf(sampleCount: 25)] })
        #expect(try forest.scoreSamples(rows) == [Double](repeating: -0.5, count: 25))
        #expect(try !forest.isOutlier([3, 3].span))
    }

    @Test func `keeps duplicates together`() throws {
        let rows = FeatureMatrix(values: [0, 0, 0, 1, 1], featureCount: 1)
        for tree in try fit(rows).trees {
            guard case .split(0, let threshold, let left, let right) = tree.nodes.first else {
                Issue.record("no split at the root")
                continue
            }
            #expect((0..<1).contains(threshold))
            #expect(tree.nodes[left] == .leaf(sampleCount: 3))
            #expect(tree.nodes[right] == .leaf(sampleCount: 2))
        }
    }

    @Test(
        arguments: [
            [-.greatestFiniteMagnitude, .greatestFiniteMagnitude, 0],
            [-1e30, 1e30, 3, -3, 1e-30],
            [1, Float(1).nextUp, Float(1).nextUp.nextUp],
            [0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude],
            [.greatestFiniteMagnitude, Float.greatestFiniteMagnitude.nextDown],
            [-.infinity, .infinity, 1, 2],
        ] as [[Float]])
    func `splits extreme values at finite thresholds`(values: [Float]) throws {
        let rows = FeatureMatrix(values: values, featureCount: 1)
        let forest = try fit(rows, .init(estimators: 200, seed: 1))
        for tree in forest.trees {
            guard case .split(_, let threshold, _, _) = tree.nodes.first else {
                Issue.record("no split at the root")
                continue
            }
            let finite = values.filter(\.isFinite)
            #expect(finite.contains { $0 <= threshold } && finite.contains { $0 > threshold })
        }
        #expect(try forest.scoreSamples(rows).allSatisfy { (-1..<0).contains($0) })
    }

    @Test func `uses a share of the features a tree`() throws {
        let rows = FeatureMatrix.seeded(rows: 200, features: 7, seed: 2)
        let forest = try fit(rows, .init(estimators: 40, maxFeatures: 0.45))
        var all: Set<Int> = []
        for tree in forest.trees {
            var used: Set<Int> = []
            for case .split(let feature, _, _, _) in tree.nodes { used.insert(feature) }
            #expect(used.count == 3)
            all.formUnion(used)
        }
        #expect(all == Set(0..<7))
        let narrow = try fit(rows, .init(estimators: 3, maxFeatures: 0.01))
        #expect(narrow.trees.allSatisfy { $0.nodes.count > 1 })
    }

    @Test func `draws rows with replacement if told to`() throws {
        let rows = FeatureMatrix(values: (0..<64).map(Float.init), featureCount: 1)
        let distinct = { (tree: IsolationTree) in tree.nodes.count { if case .leaf = $0 { true } else { false } } }
        let plain = try fit(rows, .init(estimators: 50))
        let bootstrap = try fit(rows, .init(estimators: 50, bootstrap: true))
        #expect(bootstrap.trees.allSatisfy { $0.sampleCount == 64 })
        #expect(bootstrap.trees.map(distinct).reduce(0, +) < plain.trees.map(distinct).reduce(0, +))
    }

    @Test(arguments: [0, 1])
    func `refuses fewer than two rows`(rowCount: Int) {
        let rows = FeatureMatrix.seeded(rows: rowCount, features: 2, seed: 1)
        #expect(
            throws: LearningError(subject: "isolation forest", reason: .tooFewRows(have: rowCount, need: 2))
        ) { try fit(rows) }
    }

    @Test func `names a column without values`() {
        let rows = FeatureMatrix(values: [1, .nan, 2, .infinity, 3, .nan], featureCount: 2)
        #expect(
            throws: LearningError(subject: "isolation forest", reason: .columnWithoutValues(name: "feature_1"))
        ) { try fit(rows) }
    }

    @Test func `refuses names for another number of columns`() throws {
        let rows = FeatureMatrix.seeded(rows: 3, features: 2, seed: 1)
        #expect(throws: LearningError(subject: "isolation forest", reason: .widthMismatch(have: 2, need: 1))) {
            try IsolationForestTrainer(IsolationForestParameters()).fit(rows, featureNames: ["only"])
        }
    }
}
