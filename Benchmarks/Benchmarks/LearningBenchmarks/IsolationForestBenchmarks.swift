import Benchmark
import BenchmarkSupport
import Features
import Learning

/// 100 trees of 256 rows over 100,000 rows of the 32 weather features, on one thread.
func isolationForestBenchmarks() {
    let rows = SyntheticWeather.completeRows(100_000, seed: 1)
    let names = FeatureSchema.weather.featureNames
    let parameters = IsolationForestParameters(contamination: .fraction(0.1), seed: 1)

    Benchmark(
        "forest, fit 100,000 × 32 with contamination 0.1",
        configuration: .init(metrics: [.cpuTotal, .wallClock], maxDuration: .seconds(3))
    ) { _ in
        blackHole(try IsolationForestTrainer(parameters).fit(rows, featureNames: names))
    }

    guard let forest = try? IsolationForestTrainer(parameters).fit(rows, featureNames: names) else { return }

    Benchmark(
        "forest, score 100,000 rows",
        configuration: .init(metrics: [.cpuTotal, .wallClock], maxDuration: .seconds(3))
    ) { _ in
        blackHole(try forest.scoreSamples(rows))
    }

    Benchmark(
        "forest, score one row",
        configuration: .init(
            metrics: [.wallClock, .throughput], scalingFactor: .kilo, maxDuration: .seconds(2))
    ) { benchmark in
        for place in benchmark.scaledIterations {
            blackHole(try forest.anomalyScore(rows[row: place].span))
        }
    }
}
