import Features
import Learning
import Readings
import TestSupport
import Testing

struct BacktestTests {
    private static let start = Timestamp(milliseconds: 1_767_571_200_000)
    private let schema = ForecastSchema(
        sensors: SensorSchema(name: "pair", quantities: [.airTemperature, .relativeHumidity]), horizons: [1, 6])

    private func examples(hours: Int, change: (Int, inout [Double]) -> Void = { _, _ in }) -> ForecastExamples {
        var random = SeededRandom(seed: 8)
        var series = StationSeries(quantityCount: 2)
        for hour in 0..<hours {
            let time = Self.start.advanced(hours: hour)
            let wave = Double(abs(time.hourOfDay - 12))
            var values = [
                15 - wave + Double.random(in: -2...2, using: &random),
                50 + 2 * wave + Double.random(in: -9...9, using: &random),
            ]
            change(hour, &values)
            series.insert(values, at: time)
        }
        return ForecastExamples(of: [("one", series)], schema: schema)
    }

    private func run(_ examples: ForecastExamples, every days: Int) throws -> Backtest.Outcome {
        try Backtest(trainer: ForecasterTrainer(), daysBetweenTrainings: days)
            .run(examples, from: Self.start.advanced(hours: 1_200))
    }

    @Test func `issues every hour once, and trains as often as it was told`() throws {
        let examples = examples(hours: 1_200 + 24 * 20)
        let outcome = try run(examples, every: 7)
        #expect(outcome.trainings == 3)
        let rows = (0..<examples.rowCount).filter { examples.issuedAt[$0] >= Self.start.advanced(hours: 1_200) }
        #expect(outcome.issued.map(\.row) == rows)
        #expect(outcome.issued.allSatisfy { $0.intervals.map(\.level) == ForecastInterval.levels })
    }

    @Test func `says nothing that it could not have known`() throws {
        let boundary = 1_200 + 24 * 10
        let untouched = try run(examples(hours: 1_200 + 24 * 14), every: 2)
        let changed = try run(
            examples(hours: 1_200 + 24 * 14) { hour, values in if hour >= boundary { values = [-30, 3] } }, every: 2)
        let before = 24 * 10
        #expect(untouched.issued.prefix(before).map(\.values) == changed.issued.prefix(before).map(\.values))
        #expect(untouched.issued.prefix(before).map(\.intervals) == changed.issued.prefix(before).map(\.intervals))
        #expect(untouched.issued.suffix(24).map(\.values) != changed.issued.suffix(24).map(\.values))
    }

    @Test func `widens its intervals when errors grow`() throws {
        var random = SeededRandom(seed: 1)
        let noisy = examples(hours: 1_200 + 24 * 40) { hour, values in
            if hour >= 1_200 { values[0] += Double.random(in: -20...20, using: &random) }
        }
        let issued = try run(noisy, every: 100).issued
        let (first, last) = (try #require(issued.first), try #require(issued.last))
        #expect(last.intervals[1].upper[0] > 2 * first.intervals[1].upper[0])
        let evaluation = ForecastEvaluation(of: Array(issued.suffix(24 * 8)), on: noisy)
        let share = try #require(evaluation.scores[0].coverage[0.8])
        #expect(share > 0.7 && share < 0.9)
    }
}
