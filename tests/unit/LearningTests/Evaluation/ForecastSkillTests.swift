import Features
import Ingestion
import Learning
import Pipeline
import Readings
import Testing
import TestSupport

/// How good forecasts are on the bundled year: learned from outcomes before 30 June, judged on all hours after.
struct ForecastSkillTests {
    @Test func `beats persistence in the second half of the year after learning from the first`() throws {
        let year = try BundledDataset.readings(from: [ProjectFiles.weatherYear])
        let series = zip(year.stations, year.rowsByStation()).map { station, rows in
            (station: station, series: year.series(ofRows: rows, trustingFlagged: false))
        }
        let examples = ForecastExamples(of: series, schema: .weather)
        let cut = try #require(Timestamp(iso8601: "2013-06-30"))
        let model = try RidgeForecasterTrainer().fit(examples, outcomesBefore: cut)
        let rows = TimeSplit(trainingEnd: cut, testStart: cut).testRows(of: examples.issuedAt)
        try #require(rows.count > 13_000)
        let scores = ForecastEvaluation(of: Forecaster(model), on: examples, rows: rows).scores
        #expect(scores.count == 20)
        #expect(scores.allSatisfy { $0.skill > 0 && $0.count > 10_000 })

        let temperature = scores.filter { $0.sensor == "temperature" }
        let least = [1: 0.22, 3: 0.41, 6: 0.49, 12: 0.51, 24: 0.13]
        for score in temperature {
            let wanted = try #require(least[score.horizon])
            #expect(score.skill >= wanted, "\(score.horizon) h: \(score.skill)")
        }
        #expect(temperature.map(\.horizon) == [1, 3, 6, 12, 24])
    }
}
