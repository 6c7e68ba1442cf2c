import Testing
import XGBoost

@Suite(.enabled(if: XGBoostFixture.isExpected, "XGBoost is not installed: run `make setup`"))
struct TrainingTests {
    private let sample = TrainingSample(rows: 800, columns: 6)
    private let drawn = BoostingParameters(rounds: 10, depth: 4, subsample: 0.7, columnSample: 0.5, seed: 1)
    private let whole = BoostingParameters(rounds: 10, depth: 4, seed: 1)

    @Test
    func `learns what the labels follow`() throws {
        let trees = try sample.train(BoostingParameters(rounds: 60, depth: 4, learningRate: 0.2))
        let mean = sample.labels.reduce(0, +) / Float(sample.labels.count)
        let variance = sample.labels.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
        let fresh = TrainingSample(rows: 800, columns: 6, seed: 8)
        let errors = try fresh.labels.indices.map { try fresh.labels[$0] - trees.predict(fresh.row($0)) }
        #expect(errors.map { $0 * $0 }.reduce(0, +) < 0.12 * variance)
        #expect(abs(trees.baseScore - mean) < 1e-5)
        #expect(trees.columns == 6)
    }

    @Test
    func `the same data and seed give the same trees`() throws {
        for parameters in [whole, drawn] {
            let first = try sample.train(parameters)
            for _ in 0..<3 { #expect(try sample.train(parameters) == first) }
        }
    }

    @Test
    func `the seed matters only where something is drawn`() throws {
        for (parameters, matters) in [(whole, false), (drawn, true)] {
            var other = parameters
            other.seed = 2
            #expect(try (sample.train(parameters) == sample.train(other)) != matters)
        }
    }

    @Test(arguments: [2, 3])
    func `the number of threads changes nothing here`(threads: Int) throws {
        for parameters in [whole, drawn] {
            var parallel = parameters
            parallel.threads = threads
            #expect(try sample.train(parallel) == sample.train(parameters))
        }
    }

    @Test
    func `trains on many threads at once as on one`() async throws {
        let expected = try sample.train(drawn)
        let trained = await withTaskGroup(of: BoostedTrees?.self) { group in
            for _ in 0..<8 { group.addTask { try? sample.train(drawn) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(trained.count == 8)
        #expect(trained.allSatisfy { $0 == expected })
    }

    @Test(arguments: [(Float(0), Float(100)), (100, 0)])
    func `learns to which side a missing value goes`(known: Float, missing: Float) throws {
        var rows: [Float] = []
        var labels: [Float] = []
        for index in 0..<200 {
            let isMissing = index.isMultiple(of: 4)
            rows += [isMissing ? .nan : Float(index % 10), 0]
            labels.append(isMissing ? missing : index % 10 < 5 ? known : missing)
        }
        let trees = try XGBoostFixture.library().train(
            rows: rows, columns: 2, labels: labels, parameters: BoostingParameters(rounds: 1, depth: 1, l2: 0))
        let expected = BoostedTree.Split(feature: 0, threshold: 5, yes: 1, no: 2, sendsMissingToYes: false)
        #expect(trees.trees.first?.nodes.first == .split(expected))
        #expect(try trees.predict([.nan, 0]) == trees.predict([7, 0]))
        #expect(try trees.predict([.nan, 0]) != trees.predict([4, 0]))
    }

    @Test
    func `a quantile has its part of the labels under it`() throws {
        for level in [0.1, 0.5, 0.9] {
            let trees = try sample.train(BoostingParameters(objective: .quantile(level), rounds: 30, depth: 3))
            let below = try sample.labels.indices.count { try sample.labels[$0] <= trees.predict(sample.row($0)) }
            #expect(abs(Double(below) / Double(sample.labels.count) - level) < 0.05)
        }
    }

    @Test
    func `stops between rounds when it is told to`() throws {
        var asked = 0
        #expect(throws: XGBoostError("training", .cancelled(rounds: 3))) {
            try sample.train(whole) {
                asked += 1
                return asked > 3
            }
        }
        #expect(throws: XGBoostError("training", .cancelled(rounds: 0))) { try sample.train(whole) { true } }
    }

    @Test(
        arguments: [
            ([1], 1, [7]), ([.nan, .nan, .nan, .nan], 2, [6, 8]), ([1, 1, 1], 1, [7, 7, 7]),
        ] as [([Float], Int, [Float])])
    func `gives a single leaf where there is nothing to tell rows apart`(
        rows: [Float], columns: Int, labels: [Float]
    ) throws {
        let trees = try XGBoostFixture.library().train(
            rows: rows, columns: columns, labels: labels, parameters: BoostingParameters(rounds: 2))
        #expect(trees.trees.map(\.nodes) == [[.leaf(0)], [.leaf(0)]])
        #expect(try trees.predict(Array(repeating: 3, count: columns)) == 7)
    }
}
