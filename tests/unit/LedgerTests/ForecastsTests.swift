import Ledger
import Readings
import Testing

struct ForecastsTests {
    private let open: OpenLedger
    private var ledger: LedgerDatabase { open.ledger }
    private let model = "weather-forecast-model"
    private let noon = OpenLedger.noon.hourIndex

    init() throws { open = try OpenLedger() }

    private func series(
        version: Int = 1, station: String = "EWR", sensor: String = "temperature", horizon: Int = 1,
        model: String? = nil
    ) -> ForecastSeries {
        ForecastSeries(
            model: model ?? self.model, version: version, station: station, sensor: sensor, horizon: horizon)
    }

    private func forecast(
        _ value: Double, at hour: Int64, of series: ForecastSeries, interval: ClosedRange<Double>? = nil,
        present: Double = 0, isDoubted: Bool = false
    ) -> KeptForecast {
        KeptForecast(
            series: series, targetHour: noon + hour, madeAt: OpenLedger.noon, value: value, interval: interval,
            present: present, isDoubted: isDoubted)
    }

    private func outcome(
        _ value: Double?, at hour: Int64, station: String = "EWR", sensor: String = "temperature",
        source: String = "metar"
    ) -> ForecastOutcome {
        ForecastOutcome(station: station, sensor: sensor, hour: noon + hour, value: value, source: source)
    }

    private func errors(version: Int = 1, hours: ClosedRange<Int> = -100...100) throws -> [ForecastErrors] {
        try ledger.forecastErrors(ofModel: model, version: version, targets: span(hours))
    }

    private func pairs(hours: ClosedRange<Int> = -100...100) throws -> [PairedErrors] {
        try ledger.pairedErrors(ofModel: model, first: 2, second: 1, targets: span(hours))
    }

    private func span(_ hours: ClosedRange<Int>) -> ClosedRange<Timestamp> {
        OpenLedger.noon.advanced(hours: hours.lowerBound)...OpenLedger.noon.advanced(hours: hours.upperBound)
    }

    @Test func `a forecast that is known stays as it was issued`() throws {
        let first = forecast(10, at: 1, of: series(), present: 8)
        #expect(try ledger.keep([first, forecast(20, at: 2, of: series(), present: 8)]) == 2)
        #expect(try ledger.keep([first]) == 0)
        #expect(try ledger.keep([forecast(99, at: 1, of: series()), forecast(30, at: 3, of: series())]) == 1)
        #expect(try ledger.settle([outcome(10, at: 1)], ofModel: model) == 1)
        let found = try #require(try errors().first)
        #expect(found.meanAbsoluteError == 0)
        #expect(found.persistenceError == 2)
    }

    @Test func `the same forecast twice in one call is kept once`() throws {
        let twice = [forecast(10, at: 1, of: series()), forecast(11, at: 1, of: series())]
        #expect(try ledger.keep(twice) == 1)
        try ledger.settle([outcome(10, at: 1)], ofModel: model)
        #expect(try errors().map(\.meanAbsoluteError) == [0])
    }

    @Test func `nothing to keep and nothing to settle is no work`() throws {
        #expect(try ledger.keep([]) == 0)
        #expect(try ledger.settle([], ofModel: model) == 0)
        #expect(try errors() == [])
        #expect(try pairs() == [])
    }

    @Test func `a forecast that is no number is refused with all that came with it`() throws {
        #expect(throws: LedgerError.self) {
            try ledger.keep([forecast(1, at: 1, of: series()), forecast(.nan, at: 2, of: series())])
        }
        #expect(try ledger.keep([forecast(2, at: 1, of: series())]) == 1)
    }

    @Test func `each part of a series tells it from others`() throws {
        let all = [
            series(), series(version: 2), series(station: "JFK"), series(sensor: "humidity"), series(horizon: 2),
            series(model: "other-model"),
        ]
        #expect(try ledger.keep(all.map { forecast(10, at: 1, of: $0) }) == 6)
        #expect(try ledger.settle([outcome(12, at: 1)], ofModel: model) == 3)
        #expect(try errors().map(\.series) == [series(), series(horizon: 2)])
        #expect(try errors(version: 2).map(\.series) == [series(version: 2)])
    }

    @Test func `an outcome is corrected, and counts as another only where it is`() throws {
        try ledger.keep([forecast(10, at: 1, of: series())])
        #expect(try ledger.settle([outcome(12, at: 1)], ofModel: model) == 1)
        #expect(try ledger.settle([outcome(12, at: 1)], ofModel: model) == 0)
        #expect(try ledger.settle([outcome(12, at: 1, source: "open-meteo")], ofModel: model) == 1)
        #expect(try ledger.settle([outcome(13, at: 1, source: "open-meteo")], ofModel: model) == 1)
        #expect(try errors().map(\.meanAbsoluteError) == [3])
    }

    @Test func `an outcome that is taken back leaves a forecast without one`() throws {
        try ledger.keep([forecast(10, at: 1, of: series()), forecast(10, at: 2, of: series())])
        try ledger.settle([outcome(12, at: 1), outcome(14, at: 2)], ofModel: model)
        #expect(try ledger.settle([outcome(nil, at: 2)], ofModel: model) == 1)
        #expect(try ledger.settle([outcome(nil, at: 2, source: "another")], ofModel: model) == 0)
        let found = try #require(try errors().first)
        #expect(found.count == 1)
        #expect(found.meanAbsoluteError == 2)
        #expect(try ledger.settle([outcome(14, at: 2)], ofModel: model) == 1)
        #expect(try errors().map(\.count) == [2])
    }

    @Test func `an outcome nobody forecast changes nothing, and a forecast after it has none`() throws {
        #expect(try ledger.settle([outcome(12, at: 1)], ofModel: model) == 0)
        try ledger.keep([forecast(10, at: 1, of: series())])
        #expect(try errors() == [])
    }

    @Test func `one outcome settles the forecasts of all versions and horizons`() throws {
        try ledger.keep([
            forecast(10, at: 6, of: series()), forecast(11, at: 6, of: series(horizon: 6)),
            forecast(14, at: 6, of: series(version: 2)),
        ])
        #expect(try ledger.settle([outcome(12, at: 6)], ofModel: model) == 3)
        #expect(try errors().map(\.meanAbsoluteError) == [2, 1])
        #expect(try errors(version: 2).map(\.meanAbsoluteError) == [2])
    }

    @Test func `errors are means, intervals hold their bounds, and what is doubted is left out`() throws {
        try ledger.keep([
            // |10 − 12| = 2, |9 − 12| = 3, inside; |20 − 15| = 5, |14 − 15| = 1, outside;
            // |7 − 8| = 1, |5 − 8| = 3, on the bound; |3 − 7| = 4, |6 − 7| = 1, without an interval.
            forecast(10, at: 1, of: series(), interval: 8...13, present: 9),
            forecast(20, at: 2, of: series(), interval: 16...24, present: 14),
            forecast(7, at: 3, of: series(), interval: 6...8, present: 5),
            forecast(3, at: 4, of: series(), present: 6),
            forecast(100, at: 5, of: series(), interval: 99...101, present: 100, isDoubted: true),
            forecast(50, at: 6, of: series(), interval: 49...51, present: 50),
        ])
        let values: [Double] = [12, 15, 8, 7, 9]
        try ledger.settle(values.enumerated().map { outcome($1, at: Int64($0) + 1) }, ofModel: model)
        let found = try errors()
        #expect(found.count == 1)
        let only = try #require(found.first)
        #expect(only.series == series())
        #expect(only.count == 4)
        #expect(only.meanAbsoluteError == 3)
        #expect(only.persistenceError == 2)
        #expect(only.intervalCount == 3)
        #expect(only.coveredCount == 2)
    }

    @Test func `a series whose forecasts are all doubted or without outcome has no errors`() throws {
        try ledger.keep([
            forecast(1, at: 1, of: series(), isDoubted: true), forecast(1, at: 1, of: series(horizon: 2)),
        ])
        try ledger.settle([outcome(2, at: 1)], ofModel: model)
        #expect(try errors().map(\.series.horizon) == [2])
        try ledger.settle([outcome(nil, at: 1)], ofModel: model)
        #expect(try errors() == [])
    }

    @Test(arguments: [(1...3, 3), (2...3, 2), (3...3, 1), (4...9, 0), (-9...0, 0)])
    func `only targets within the span count, its ends included`(hours: ClosedRange<Int>, count: Int) throws {
        for version in 1...2 {
            try ledger.keep((1...3).map { forecast(Double($0), at: $0, of: series(version: version)) })
        }
        try ledger.settle((1...3).map { outcome(0, at: $0) }, ofModel: model)
        #expect(try errors(hours: hours).reduce(0) { $0 + $1.count } == count)
        #expect(try pairs(hours: hours).count == count)
    }

    @Test func `errors of two versions are paired by target and averaged over stations`() throws {
        let other = { (version: Int) in series(version: version, station: "JFK") }
        try ledger.keep([
            // At 1: EWR |11 − 12| = 1 and |8 − 12| = 4; JFK |23 − 20| = 3 and |22 − 20| = 2.
            forecast(8, at: 1, of: series()), forecast(11, at: 1, of: series(version: 2)),
            forecast(22, at: 1, of: other(1)), forecast(23, at: 1, of: other(2)),
            // At 2 only EWR has both: |5 − 6| = 1 and |9 − 6| = 3.
            forecast(9, at: 2, of: series()), forecast(5, at: 2, of: series(version: 2)),
            forecast(50, at: 2, of: other(1)),
            // At 3 one is doubted, at 4 there is no outcome, at 5 horizons differ.
            forecast(1, at: 3, of: series()), forecast(1, at: 3, of: series(version: 2), isDoubted: true),
            forecast(1, at: 4, of: series()), forecast(1, at: 4, of: series(version: 2)),
            forecast(1, at: 5, of: series()), forecast(1, at: 5, of: series(version: 2, horizon: 2)),
            // At 6 two sensors are told apart.
            forecast(1, at: 6, of: series()), forecast(2, at: 6, of: series(version: 2)),
            forecast(60, at: 6, of: series(sensor: "humidity")),
            forecast(70, at: 6, of: series(version: 2, sensor: "humidity")),
        ])
        try ledger.settle(
            [
                outcome(12, at: 1), outcome(20, at: 1, station: "JFK"), outcome(6, at: 2),
                outcome(6, at: 2, station: "JFK"), outcome(6, at: 3), outcome(6, at: 5), outcome(0, at: 6),
                outcome(65, at: 6, sensor: "humidity"),
            ], ofModel: model)
        let found = try pairs()
        #expect(found.map { $0.targetHour - noon } == [1, 2, 6, 6])
        #expect(found.map(\.sensor) == ["temperature", "temperature", "humidity", "temperature"])
        #expect(found.map(\.horizon) == [1, 1, 1, 1])
        #expect(found.map(\.first) == [2, 1, 5, 2])
        #expect(found.map(\.second) == [3, 3, 5, 1])
        let swapped = try ledger.pairedErrors(ofModel: model, first: 1, second: 2, targets: span(-100...100))
        #expect(swapped.map(\.first) == found.map(\.second))
        #expect(swapped.map(\.second) == found.map(\.first))
    }

    @Test func `hours of issue of each station are those of its targets less the horizon`() throws {
        try ledger.keep([
            forecast(1, at: 1, of: series()), forecast(1, at: 24, of: series(horizon: 24)),
            forecast(1, at: 3, of: series()), forecast(1, at: 20, of: series(station: "JFK", horizon: 24)),
            forecast(1, at: 90, of: series(version: 2)), forecast(1, at: 90, of: series(model: "other-model")),
        ])
        let since = noon - 100
        #expect(
            try ledger.issuedHours(ofModel: model, version: 1, since: since)
                == ["EWR": [noon, noon + 2], "JFK": [noon - 4]])
        #expect(try ledger.issuedHours(ofModel: model, version: 1, since: noon + 1) == ["EWR": [noon + 2]])
        #expect(try ledger.issuedHours(ofModel: model, version: 2, since: since) == ["EWR": [noon + 89]])
        #expect(try open.reopened().issuedHours(ofModel: model, version: 3, since: since) == [:])
    }

    @Test func `forecasts for hours before a moment are forgotten, and may come again`() throws {
        try ledger.keep(
            (0..<10).flatMap { hour in
                [forecast(1, at: hour, of: series()), forecast(1, at: hour, of: series(version: 2, station: "JFK"))]
            })
        #expect(try ledger.forgetForecasts(before: OpenLedger.noon) == 0)
        #expect(try ledger.forgetForecasts(before: OpenLedger.noon.advanced(hours: 4)) == 8)
        #expect(try ledger.forgetForecasts(before: OpenLedger.noon.advanced(hours: 4).advanced(minutes: 59)) == 0)
        #expect(try ledger.settle((0..<10).map { outcome(1, at: $0) }, ofModel: model) == 6)
        #expect(try ledger.forgetForecasts(before: OpenLedger.noon.advanced(hours: 10)) == 12)
        #expect(try ledger.issuedHours(ofModel: model, version: 1, since: 0) == [:])
        #expect(try ledger.keep([forecast(1, at: 0, of: series())]) == 1)
    }
}
