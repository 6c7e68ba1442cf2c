import Features
import Learning
import Pipeline
import Readings
import Testing

/// Trees of the real library on the first months of the bundled year.
@Suite(.enabled(if: NativeTrees.isExpected, "no libxgboost: run `make setup`"))
struct TreeBoosterTests {
    private let examples: ForecastExamples
    private let cut: Timestamp

    init() throws {
        let readings = try BundledYear.readings.get()
        let end = try #require(Timestamp(iso8601: "2013-04-15"))
        cut = try #require(Timestamp(iso8601: "2013-03-25"))
        examples = ForecastExamples(
            of: zip(readings.stations, readings.rowsByStation()).map { station, rows in
                (
                    station,
                    readings.series(ofRows: rows.filter { readings.observedAt[$0] < end }, trustingFlagged: false)
                )
            }, schema: ForecastSchema(sensors: .weather, horizons: [1]))
    }

    private func fit(seed: UInt64 = 1, threads: Int = 2) throws -> Forecaster {
        try ForecasterTrainer(booster: TreeBooster(NativeTrees.found.get(), seed: seed))
            .fit(examples, outcomesBefore: cut, concurrently: .threads(threads))
    }

    @Test func `help where the line is blind, and are the same whatever the number of threads`() throws {
        let blended = try fit()
        let pressure = blended.output(horizon: 0, sensor: 1)
        #expect(blended.blend[pressure].boosted > 0)
        #expect(blended.boosted?.ensembles[pressure]?.trees.count == 200)
        #expect(try fit(threads: 1) == blended)
        #expect(try fit(seed: 2) != blended)

        let line = try ForecasterTrainer().fit(examples, outcomesBefore: cut)
        let rows = (0..<examples.rowCount).filter { examples.issuedAt[$0] >= cut }
        let (with, without) = (
            ForecastEvaluation(of: blended, on: examples, rows: rows),
            ForecastEvaluation(of: line, on: examples, rows: rows)
        )
        #expect(with.scores[1].sensor == "pressure" && with.scores[1].skill > without.scores[1].skill + 0.02)
    }

    @Test func `end when they are told to`() throws {
        let booster = try TreeBooster(NativeTrees.found.get(), seed: 1, isCancelled: { true })
        #expect(throws: LearningError(subject: "boosted trees", reason: .cancelled)) {
            try ForecasterTrainer(booster: booster).fit(examples, outcomesBefore: cut)
        }
    }
}
