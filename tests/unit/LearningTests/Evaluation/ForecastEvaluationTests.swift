import Features
import Learning
import Readings
import Testing

/// Scores worked out by hand.
struct ForecastEvaluationTests {
    private let start = Timestamp(milliseconds: 0)
    private let schema = ForecastSchema(
        sensors: SensorSchema(
            name: "trio",
            quantities: ["first", "second", "silent"].map { Quantity(name: $0, unit: "1", physicalRange: 0...99) }),
        horizons: [1])

    /// A week of 10 with one 20, then 10, 12, 11, nothing, 13; the second sensor speaks at the first two of these only.
    private var examples: ForecastExamples {
        var series = StationSeries(quantityCount: 3)
        for hour in 0..<168 { series.insert([hour == 146 ? 20 : 10, .nan, .nan], at: start.advanced(hours: hour)) }
        series.insert([10, 5, .nan], at: start.advanced(hours: 168))
        series.insert([12, 7, .nan], at: start.advanced(hours: 169))
        series.insert([11, .nan, .nan], at: start.advanced(hours: 170))
        series.insert([13, .nan, .nan], at: start.advanced(hours: 172))
        return ForecastExamples(of: [("A", series)], schema: schema)
    }

    /// Forecasts the present and a constant.
    private func forecaster(
        adding intercepts: [Float], intervals: [ForecastInterval] = []
    ) throws -> Forecaster {
        let count = schema.inputs.count
        let linear = try RidgeForecaster(
            schema: schema,
            scale: ColumnScale(
                means: [Float](repeating: 0, count: count), inverseDeviations: [Float](repeating: 0, count: count)),
            weights: [Float](repeating: 0, count: 3 * count), intercepts: intercepts)
        return try Forecaster(
            linear: linear, blend: [BlendWeight](repeating: .linearAlone, count: 3), intervals: intervals)
    }

    @Test func `compares with outcomes and with forecasts that anybody can make`() throws {
        let evaluation = try ForecastEvaluation(
            of: forecaster(adding: [1, 1, 1]), on: examples, rows: [0, 1, 2, 3, 4])
        #expect(evaluation.scores.map(\.sensor) == ["first", "second"])
        let first = evaluation.scores[0]
        // Forecasts 11, 13, 12 of outcomes 12, 11, 13: the errors are −1, 2, −1.
        #expect(first.horizon == 1 && first.count == 3)
        #expect(first.meanAbsoluteError == 4.0 / 3)
        #expect(first.rootMeanSquaredError == 2.0.squareRoot())
        #expect(first.bias == 0)
        // Presents 10, 12, 11.
        #expect(first.persistenceError == 5.0 / 3)
        #expect(abs(first.skill - 0.2) < 1e-15)
        // Yesterday 10, 20, 10; inputs are Float.
        #expect(abs(first.seasonalNaiveError - 14.0 / 3) < 1e-6)
        // Week means 10, 80/7, 10.
        #expect(abs(first.climatologyError - (2 + 3.0 / 7 + 3) / 3) < 1e-6)
    }

    @Test func `falls back to persistence where a naive forecast is undefined`() throws {
        let second = try ForecastEvaluation(of: forecaster(adding: [1, 1, 1]), on: examples, rows: Array(0..<5)).scores[
            1]
        // From 5 to 7, without a yesterday.
        #expect(second.count == 1)
        #expect(second.meanAbsoluteError == 1 && second.bias == -1 && second.rootMeanSquaredError == 1)
        #expect(second.persistenceError == 2 && second.skill == 0.5)
        #expect(second.seasonalNaiveError == 2)
    }

    @Test func `counts outcomes inside of intervals and the loss of their bounds`() throws {
        let intervals = [
            ForecastInterval(level: 0.8, lower: [-2, -1, 0], upper: [1, 1, 0]),
            ForecastInterval(level: 0.5, lower: [-1, -1, 0], upper: [0.5, 1, 0]),
        ]
        let evaluation = try ForecastEvaluation(
            of: forecaster(adding: [1, 1, 1], intervals: intervals), on: examples, rows: [0, 1, 2, 3, 4])
        let first = evaluation.scores[0]
        // Outcomes lie 1, −2 and 1 above the forecasts.
        #expect(first.coverage == [0.5: 0, 0.8: 1])
        // scikit-learn 1.9.1, mean_pinball_loss(outcomes − forecasts, bound, alpha=level), mean over −2, −1, 0, 0.5, 1 at
        // alpha 0.1, 0.25, 0.5, 0.75, 0.9.
        #expect(abs(try #require(first.pinballLoss) - 0.40166666666666667) < 1e-12)
        #expect(
            try ForecastEvaluation(of: forecaster(adding: [1, 1, 1]), on: examples, rows: [0]).scores[0].coverage == [:]
        )
    }

    @Test func `scores each station and month alone`() throws {
        var other = StationSeries(quantityCount: 3)
        for hour in 0..<172 {
            other.insert([hour < 169 ? 10 : 14, .nan, .nan], at: start.advanced(hours: hour + 24 * 28))
        }
        var first = StationSeries(quantityCount: 3)
        for hour in 0..<172 { first.insert([10, .nan, .nan], at: start.advanced(hours: hour)) }
        let examples = ForecastExamples(of: [("A", first), ("B", other)], schema: schema)
        let evaluation = try ForecastEvaluation(
            of: forecaster(adding: [0, 0, 0]), on: examples, rows: Array(0..<examples.rowCount))
        #expect(evaluation.byStation.keys.sorted() == ["A", "B"])
        #expect(evaluation.byStation["A"]?.map(\.meanAbsoluteError) == [0])
        #expect(evaluation.byStation["B"]?.map(\.meanAbsoluteError) == [4.0 / 3])
        #expect(evaluation.byMonth.keys.sorted() == ["1970-01", "1970-02"])
        #expect(evaluation.byMonth["1970-02"] == evaluation.byStation["B"])
        #expect(evaluation.scores[0].count == 6 && evaluation.scores[0].meanAbsoluteError == 4.0 / 6)
    }

    @Test func `judges the given rows only`() throws {
        let evaluation = try ForecastEvaluation(of: forecaster(adding: [0, 0, 0]), on: examples, rows: [1])
        #expect(evaluation.scores.map(\.count) == [1])
        #expect(evaluation.scores[0].meanAbsoluteError == 1 && evaluation.scores[0].skill == 0)
        #expect(try ForecastEvaluation(of: forecaster(adding: [0, 0, 0]), on: examples, rows: []).scores == [])
    }

    @Test(arguments: [0, 1] as [Float])
    func `has no skill where persistence has no error`(error: Float) throws {
        var series = StationSeries(quantityCount: 3)
        for hour in 0..<172 { series.insert([10, .nan, .nan], at: start.advanced(hours: hour)) }
        let examples = ForecastExamples(of: [("A", series)], schema: schema)
        let score = try ForecastEvaluation(of: forecaster(adding: [error, 0, 0]), on: examples, rows: [0, 1, 2]).scores[
            0]
        #expect(score.persistenceError == 0)
        #expect(score.meanAbsoluteError == Double(error))
        #expect(score.skill.isNaN)
    }
}
