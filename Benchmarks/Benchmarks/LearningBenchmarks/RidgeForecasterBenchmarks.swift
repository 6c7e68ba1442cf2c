import Benchmark
import BenchmarkSupport
import Features
import Learning
import Readings

/// All sensors and horizons over a year of three stations, on one thread.
func ridgeForecasterBenchmarks() {
    let hours = 365 * 24
    let readings = SyntheticWeather.readings(stations: 3, hours: hours, seed: 1)
    let series = zip(readings.stations, readings.rowsByStation()).map { station, rows in
        (station: station, series: readings.series(ofRows: rows, trustingFlagged: false))
    }
    let once = Benchmark.Configuration(metrics: [.cpuTotal, .wallClock], maxDuration: .seconds(3))

    Benchmark("forecaster, examples of a year of 3 stations", configuration: once) { _ in
        blackHole(ForecastExamples(of: series, schema: .weather))
    }

    let examples = ForecastExamples(of: series, schema: .weather)
    let end = readings.observedAt[hours - 1]

    Benchmark("forecaster, fit to a year of 3 stations", configuration: once) { _ in
        blackHole(try RidgeForecasterTrainer().fit(examples, outcomesBefore: end))
    }

    guard let forecaster = try? RidgeForecasterTrainer().fit(examples, outcomesBefore: end) else { return }
    let week = readings.series(ofRows: Array(0..<ForecastSchema.historyHours), trustingFlagged: false)
    let extractor = ForecastInputExtractor(schema: .weather)

    Benchmark(
        "forecaster, one forecast after a week of readings",
        configuration: .init(
            metrics: [.wallClock, .throughput], scalingFactor: .kilo, maxDuration: .seconds(2))
    ) { benchmark in
        for _ in benchmark.scaledIterations {
            let grid = HourlyGrid(of: week)
            var inputs = [Float](repeating: .nan, count: forecaster.schema.inputs.count)
            inputs.withUnsafeMutableBufferPointer { extractor.fill($0, of: grid, atHour: grid.hourCount - 1) }
            blackHole(forecaster.changes(inputs: inputs))
        }
    }
}
