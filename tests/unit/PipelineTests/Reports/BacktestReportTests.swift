import Features
import Learning
import Pipeline
import Readings
import Testing

struct BacktestReportTests {
    private static let start = Timestamp(milliseconds: 1_372_636_800_000)

    /// Forty days of two stations, of which the hours of some days from the tenth on are forecast, each 0.5 too high.
    private func report(days: Range<Int> = 10..<38, every: Int = 7) -> BacktestReport {
        let schema = ForecastSchema(
            sensors: SensorSchema(name: "one", quantities: [.airTemperature]), horizons: [1, 6])
        let series = ["JFK", "EWR"].map { station in
            var series = StationSeries(quantityCount: 1)
            for hour in 0..<(40 * 24) { series.insert([Double(hour % 24)], at: Self.start.advanced(hours: hour)) }
            return (station: station, series: series)
        }
        let examples = ForecastExamples(of: series, schema: schema)
        let from = Self.start.advanced(hours: 24 * days.lowerBound)
        let issued = (0..<examples.rowCount).filter {
            from <= examples.issuedAt[$0] && examples.issuedAt[$0] < Self.start.advanced(hours: 24 * days.upperBound)
        }.sorted { (examples.issuedAt[$0], $0) < (examples.issuedAt[$1], $1) }.map { row in
            IssuedForecasts(
                row: row, values: [0, 1].map { examples.outcome(row: row, horizon: $0, sensor: 0) + 0.5 },
                intervals: [
                    ForecastInterval(level: 0.5, lower: [-0.1, -0.1], upper: [0.1, 0.1]),
                    ForecastInterval(level: 0.8, lower: [-1, -1], upper: [1, 1]),
                ])
        }
        return BacktestReport(
            of: issued, on: examples, evaluation: ForecastEvaluation(of: issued, on: examples), from: from,
            daysBetweenTrainings: every, forecaster: "linear")
    }

    @Test func `has the scores of every training, station and month`() throws {
        let report = report()
        let sensor = try #require(report.quality.sensors.first)
        #expect(sensor.trainings.map(\.name) == ["2013-07-11", "2013-07-18", "2013-07-25", "2013-08-01"])
        #expect(sensor.trainings.allSatisfy { $0.count == 7 * 24 * 2 * 2 })
        #expect(sensor.stations.map(\.name) == ["EWR", "JFK"])
        #expect(sensor.months.map(\.name) == ["2013-07", "2013-08"])
        #expect(sensor.scores.allSatisfy { abs($0.error - 0.5) < 1e-9 && abs($0.bias - 0.5) < 1e-9 })
        #expect(sensor.scores.map(\.coverage) == [[0, 1], [0, 1]])
        #expect(
            report.findings.last
                == "4 forecasters (linear) were trained, one every 7 days, each on what was known by then.")
    }

    @Test func `shows an hour of the first station with a day before it and all outcomes`() throws {
        let fan = try #require(report().fans.first)
        #expect(fan.station == "EWR")
        #expect(zip(fan.forecast, fan.outcome).allSatisfy { abs($0 - $1 - 0.5) < 1e-9 })
        #expect(fan.bands.map(\.level) == [0.5, 0.8])
        #expect(fan.inside(band: 0) == (0, 2) && fan.inside(band: 1) == (2, 2))
        #expect(fan.times.first == fan.issuedAt.advanced(hours: -24))
        #expect(fan.times.last == fan.issuedAt.advanced(hours: 6))
    }

    @Test func `is one well formed page whose contents lead to every section`() {
        let page = report().html()
        // By horizon, month and training, coverage, by station, coverage by station, fan.
        #expect(page.pictures.count == 7)
        #expect(page.pictures.allSatisfy { $0.complaint == nil })
        let links = page.components(from: "<li><a href=\"#", through: "\">").map { $0.dropFirst(14).dropLast(2) }
        let sections = page.components(from: "<section id=\"", through: "\"").map { $0.dropFirst(13).dropLast() }
        #expect(links.map(String.init) == sections.map(String.init))
        #expect(sections.count == 7)
        #expect(page.components(from: "<details>", through: "</details>").count == 7)
        for trace in ["<script", "src=", "@import", "url(", "<link", "https:", "onload"] {
            #expect(!page.contains(trace), "the page holds \(trace)")
        }
    }

    @Test func `stays below 300 kB with many stations, months and trainings`() {
        var random = Weyl(state: 5)
        let quality = ForecastQuality(
            levels: [0.5, 0.8, 0.95],
            sensors: ["temperature", "pressure", "humidity", "wind_speed"].map { name in
                .sample(
                    name: name, unit: "°C", months: 60, stations: (0..<50).map { "station \($0)" }, trainings: 60,
                    random: &random)
            })
        let page = BacktestReport(dataDescription: "", findings: [], quality: quality, fans: []).html()
        #expect(page.utf8.count < 300_000)
        #expect(page.contains("The newest 12 of 60 months are shown."))
        #expect(page.contains("The first 12 of 50 stations are shown."))
        #expect(page.contains("The newest 24 of 60 trainings are shown."))
        #expect(page.contains("There is no hour with all forecasts and outcomes."))
    }

    @Test(arguments: ["<script>alert(1)</script>", "\" onload=\"x", "</title></svg>", "{{{style}}}"])
    func `shows hostile names as they are`(_ name: String) {
        let page = BacktestReport(
            dataDescription: name, findings: [name],
            quality: .uniform(text: name, number: 0.5, count: 2, hasTrainings: true),
            fans: [.uniform(text: name, number: 0.5, count: 2)]
        ).html()
        let harmless = BacktestReport(
            dataDescription: "x", findings: ["x"],
            quality: .uniform(text: "x", number: 0.5, count: 2, hasTrainings: true),
            fans: [.uniform(text: "x", number: 0.5, count: 2)]
        ).html()
        for mark: Unicode.Scalar in ["<", ">", "\""] {
            #expect(page.unicodeScalars.count { $0 == mark } == harmless.unicodeScalars.count { $0 == mark })
        }
        #expect(page.pictures.allSatisfy { TagBalance(of: $0).complaint == nil })
    }
}
