import Benchmark

let benchmarks: @Sendable () -> Void = {
    isolationForestBenchmarks()
    ridgeForecasterBenchmarks()
}
