import Benchmark
import BenchmarkSupport
import Features
import Readings

let benchmarks: @Sendable () -> Void = {
    let rowsPerSecond = BenchmarkMetric.custom("rows a CPU second", polarity: .prefersLarger, useScalingFactor: false)
    let readings = SyntheticWeather.readings(stations: 10, hours: 10_000, seed: 1)

    Benchmark(
        "features, 100,000 readings of 10 stations",
        configuration: .init(metrics: [.cpuTotal, .wallClock, rowsPerSecond], maxDuration: .seconds(3))
    ) { benchmark in
        var table: FeatureTable?
        let seconds = CPUClock.measure {
            table = FeatureTable(of: readings, schema: .weather, trustingFlagged: false)
        }
        blackHole(table)
        benchmark.measurement(rowsPerSecond, Int(Double(readings.rowCount) / seconds))
    }

    let extractor = FeatureExtractor(schema: .weather)
    let history = readings.series(ofRows: Array(0..<24), trustingFlagged: false)
    let next = readings.reading(24)

    Benchmark(
        "features, one reading after 24 hours",
        configuration: .init(
            metrics: [.wallClock, .throughput], scalingFactor: .kilo, maxDuration: .seconds(2))
    ) { benchmark in
        for _ in benchmark.scaledIterations {
            blackHole(extractor.row(of: next.values, at: next.observedAt, after: history))
        }
    }
}
