import Testing
import XGBoost

@Suite(.enabled(if: XGBoostFixture.isExpected, "XGBoost is not installed: run `make setup`"))
struct TrainingFailureTests {
    @Test(
        arguments: [
            ([], 1, [], XGBoostError("training rows", .rowsMissing)),
            ([1], 0, [1], XGBoostError("training rows", .columnCountInvalid(0))),
            ([1], -1, [1], XGBoostError("training rows", .columnCountInvalid(-1))),
            ([1], .max, [1], XGBoostError("training rows", .columnCountInvalid(.max))),
            ([1, 2, 3], 2, [1, 2], XGBoostError("training rows", .valueCountMismatch(expected: 4, found: 3))),
            ([1, 2, 3, 4], 2, [1], XGBoostError("training rows", .valueCountMismatch(expected: 2, found: 4))),
            ([1, 2, 3, .infinity], 2, [1, 2], XGBoostError("training rows", .valueInfinite(row: 1, column: 1))),
            ([-.infinity, 2, .nan, 4], 2, [1, 2], XGBoostError("training rows", .valueInfinite(row: 0, column: 0))),
            ([1, 2], 1, [1, .nan], XGBoostError("labels", .labelNotFinite(row: 1))),
            ([1, 2], 1, [-.infinity, 1], XGBoostError("labels", .labelNotFinite(row: 0))),
        ] as [([Float], Int, [Float], XGBoostError)])
    func `refuses data that cannot be learned from`(
        rows: [Float], columns: Int, labels: [Float], error: XGBoostError
    ) throws {
        let library = try XGBoostFixture.library()
        #expect(throws: error) {
            try library.train(rows: rows, columns: columns, labels: labels, parameters: BoostingParameters())
        }
    }

    @Test
    func `refuses parameters before it looks at the data`() throws {
        let error = XGBoostError("parameter \"depth\"", .outOfRange(value: "0", allowed: "1 to 24"))
        #expect(throws: error) {
            try XGBoostFixture.library().train(
                rows: [], columns: 0, labels: [], parameters: BoostingParameters(depth: 0))
        }
    }

    @Test
    func `passes on the library's own words`() throws {
        let error = try #require(throws: XGBoostError.self) {
            try TrainingSample(rows: 10, columns: 3).train(BoostingParameters(rounds: 1, learningRate: 1e-300))
        }
        #expect(error.subject == "training, round 0")
        #expect(error.reason == .libraryRefused("Out of range value for learning_rate, value='1e-300'"))
    }

    @Test
    func `labels near the limit of Float are an error and no trap`() throws {
        let labels: [Float] = [3e38, -3e38, 3e38, 3e38]
        #expect(throws: XGBoostError.self) {
            try XGBoostFixture.library().train(
                rows: [1, 2, 3, 4], columns: 1, labels: labels, parameters: BoostingParameters(rounds: 3))
        }
    }

    @Test
    func `takes the extremes of every parameter`() throws {
        let sample = TrainingSample(rows: 60, columns: 4)
        let table = [
            BoostingParameters(rounds: 1, depth: 24, minChildWeight: 0, l2: 0, bins: 65_535),
            BoostingParameters(rounds: 1, learningRate: 1e-5, subsample: 1e-9, columnSample: 1e-9, bins: 2),
            BoostingParameters(rounds: 1, minChildWeight: 1e9, l2: 1e9, seed: .max, threads: 16),
            BoostingParameters(objective: .quantile(1e-7), rounds: 1, depth: 1, learningRate: 1),
        ]
        for parameters in table { #expect(try sample.train(parameters).trees.count == 1) }
    }
}
