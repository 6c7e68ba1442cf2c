import Foundation
import Ledger
import Pipeline
import Readings
import TestSupport
import Testing

@Suite("Live skill")
struct LiveSkillTests {
    private static let start = Timestamp(milliseconds: 1_767_225_600_000)

    /// Errors as the ledger computes them: each forecast of a series is wrong by the same amount.
    private static func errors(
        sensor: String = "temperature", horizon: Int = 1, station: String = "north", error: Double, persistence: Double,
        count: Int, isDoubted: Bool = false
    ) throws -> [ForecastErrors] {
        let scratch = try ScratchDirectory()
        let ledger = try LedgerDatabase(dataDirectory: scratch.path)
        let series = ForecastSeries(
            model: "m", version: 1, station: station, sensor: sensor, horizon: horizon)
        let hours = (0..<count).map { start.hourIndex + Int64($0) }
        try ledger.keep(
            hours.map {
                KeptForecast(
                    series: series, targetHour: $0, madeAt: start, value: 10 + error, interval: 9...11,
                    present: 10 + persistence, isDoubted: isDoubted)
            })
        try ledger.settle(
            hours.map { ForecastOutcome(station: station, sensor: sensor, hour: $0, value: 10, source: "test") },
            ofModel: "m")
        return try ledger.forecastErrors(
            ofModel: "m", version: 1, targets: start...start.advanced(hours: count))
    }

    private static let promised = [
        "mae_temperature_1h": 1.0, "persistence_mae_temperature_1h": 2.0, "mae_temperature_6h": 3.0,
        "persistence_mae_temperature_6h": 4.0, "mae_humidity_1h": 1.0, "persistence_mae_humidity_1h": 2.0,
    ]

    @Test("a sensor's ratio is the mean over its horizons of error by persistence by promise")
    func ratio() throws {
        let errors =
            try Self.errors(error: 1, persistence: 2, count: 120)
            + Self.errors(horizon: 6, error: 6, persistence: 4, count: 120)
            + Self.errors(sensor: "humidity", error: 0.5, persistence: 2, count: 200)
        let skill = LiveSkill(errors, promised: Self.promised)
        let weakest = try #require(skill.weakest)
        #expect(weakest.sensor == "temperature" && weakest.count == 240)
        #expect(abs(weakest.ratio - (1 + 2) / 2) < 1e-12)
        let humidity = try #require(skill.scores.first { $0.sensor == "humidity" })
        #expect(humidity.skill == 0.75 && humidity.coverage == 1 && humidity.ratio == 0.5)
    }

    @Test("stations count by their outcomes, doubted forecasts not at all")
    func stations() throws {
        let errors =
            try Self.errors(error: 1, persistence: 2, count: 300)
            + Self.errors(station: "south", error: 2, persistence: 2, count: 100)
            + Self.errors(station: "west", error: 9, persistence: 2, count: 100, isDoubted: true)
        let score = try #require(LiveSkill(errors, promised: Self.promised).scores.first)
        #expect(score.count == 400 && score.meanAbsoluteError == 1.25)
    }

    @Test("hours too few, and what was never promised, say nothing", arguments: [0, 1, 119])
    func unknown(count: Int) throws {
        let few = try count == 0 ? [] : Self.errors(error: 5, persistence: 2, count: count)
        #expect(LiveSkill(few, promised: Self.promised).weakest == nil)
        let enough = try Self.errors(error: 5, persistence: 2, count: 120)
        #expect(LiveSkill(enough, promised: [:]).weakest == nil)
        #expect(LiveSkill(enough, promised: Self.promised).weakest != nil)
    }

    @Test("many stations do not make a few days long enough")
    func stationsShareTheirWeather() throws {
        let errors = try (0..<4).flatMap { try Self.errors(station: "s\($0)", error: 5, persistence: 2, count: 100) }
        let skill = LiveSkill(errors, promised: Self.promised)
        #expect(skill.scores.first?.count == 400 && skill.scores.first?.hourCount == 100)
        #expect(skill.weakest == nil)
    }

    @Test("what a version promised over validation and judging goes before its days of judging alone")
    func promise() throws {
        let metrics = Self.promised.merging(["promised_ratio_temperature_1h": 0.25]) { $1 }
        let score = try #require(
            LiveSkill(try Self.errors(error: 1, persistence: 2, count: 120), promised: metrics).scores.first)
        #expect(score.promisedRatio == 0.25 && score.ratio == 2)
    }
}
