import CoreMetrics
import Metrics
import Prometheus
import Testing

struct PrometheusMetricsFactoryTests {
    let registry = PrometheusRegistry()
    var factory: PrometheusMetricsFactory { PrometheusMetricsFactory(registry: registry) }

    @Test func `exports every kind of metric under its exported name`() {
        Metrics.Counter(label: "my.counter", dimensions: [("code", "200")], factory: factory).increment(by: 2)
        let fraction = FloatingPointCounter(label: "my.fraction", factory: factory)
        fraction.increment(by: 0.25)
        fraction.increment(by: 0.5)
        let meter = Meter(label: "my.meter", factory: factory)
        meter.set(5)
        meter.increment(by: 2.5)
        meter.decrement()
        Metrics.Gauge(label: "my.gauge", factory: factory).record(-7)
        Recorder(label: "my.recorder", factory: factory).record(0.75)
        Timer(label: "my.timer", factory: factory).recordMilliseconds(250)

        #expect(samples("my_counter_total", of: registry) == ["my_counter_total{code=\"200\"} 2"])
        #expect(samples("my_fraction_total", of: registry) == ["my_fraction_total 0.75"])
        #expect(samples("my_meter", of: registry) == ["my_meter 6.5"])
        #expect(samples("my_gauge", of: registry) == ["my_gauge -7"])
        #expect(samples("my_recorder_sum", of: registry) == ["my_recorder_sum 0.75"])
        #expect(samples("my_recorder_count", of: registry) == ["my_recorder_count 1"])
        #expect(samples("my_timer_seconds_sum", of: registry) == ["my_timer_seconds_sum 0.25"])
        #expect(
            TextExposition.text(of: registry).contains(
                "# HELP my_timer_seconds Recorded as my.timer, not declared.\n# TYPE my_timer_seconds histogram\n"))
    }

    @Test func `lets a declared family decide what recorders and timers do`() throws {
        try registry.declare(.gauge("model_load_time_seconds", help: ""))
        try registry.declare(.gauge("level", help: ""))
        try registry.declare(.histogram("latency", help: "", buckets: [1]))
        try registry.declare(.histogram("size", help: "", buckets: [1]))
        Timer(label: "model_load_time_seconds", factory: factory).recordNanoseconds(1_500_000_000)
        Recorder(label: "level", factory: factory).record(3)
        Timer(label: "latency", factory: factory).recordSeconds(2)
        Metrics.Gauge(label: "size", factory: factory).record(9)
        #expect(samples("model_load_time_seconds", of: registry) == ["model_load_time_seconds 1.5"])
        #expect(samples("level", of: registry) == ["level 3"])
        #expect(samples("latency_sum", of: registry) == ["latency_sum 2"])
        #expect(samples("size_sum", of: registry) == ["size_sum 9"])
    }

    @Test func `converts recorded units into exported ones, timers always to seconds`() throws {
        try registry.declare(.counter("cpu_seconds", help: "", scale: 0.001))
        try registry.declare(.gauge("temperature_ratio", help: "", scale: 0.01))
        try registry.declare(.histogram("wait_seconds", help: "", scale: 0.5, buckets: [1]))
        Metrics.Counter(label: "cpu_seconds", factory: factory).increment(by: 2500)
        FloatingPointCounter(label: "cpu_seconds_total", factory: factory).increment(by: 500)
        let meter = Meter(label: "temperature_ratio", factory: factory)
        meter.set(50)
        meter.increment(by: 25)
        Recorder(label: "wait_seconds", factory: factory).record(4)
        Timer(label: "wait_seconds", factory: factory).recordSeconds(8)
        #expect(samples("cpu_seconds_total", of: registry) == ["cpu_seconds_total 3"])
        #expect(samples("temperature_ratio", of: registry) == ["temperature_ratio 0.75"])
        #expect(samples("wait_seconds_sum", of: registry) == ["wait_seconds_sum 10"])
    }

    @Test func `survives wrong kinds, labels and extreme amounts`() throws {
        try registry.declare(.gauge("drift_detected", help: ""))
        Metrics.Counter(label: "drift_detected", factory: factory).increment()
        Metrics.Counter(label: "c", factory: factory).increment()
        Meter(label: "c_total", factory: factory).set(1)
        Recorder(label: "c_total", factory: factory).record(1)
        Timer(label: "drift_detected", dimensions: [("a", "b")], factory: factory).recordNanoseconds(1)
        let counter = Metrics.Counter(label: "large", factory: factory)
        for _ in 0..<3 { counter.increment(by: Int64.max) }
        counter.increment(by: -5)
        Timer(label: "t", factory: factory).recordNanoseconds(Int64.min)
        #expect(samples("drift_detected", of: registry) == ["drift_detected 0"])
        #expect(samples("c_total", of: registry) == ["c_total 1"])
        #expect(samples("large_total", of: registry) == ["large_total 2.7670116110564327e+19"])
        #expect(samples("t_seconds_sum", of: registry) == ["t_seconds_sum 0"])
        #expect(
            samples("metrics_rejected_total", of: registry) == [
                "metrics_rejected_total{metric=\"c_total\",reason=\"kind_mismatch\"} 2",
                "metrics_rejected_total{metric=\"drift_detected\",reason=\"kind_mismatch\"} 1",
                "metrics_rejected_total{metric=\"drift_detected\",reason=\"label_mismatch\"} 1",
            ])
    }

    @Test func `sets a counter back when asked`() {
        let counter = Metrics.Counter(label: "c", factory: factory)
        counter.increment(by: 5)
        counter.reset()
        counter.increment()
        #expect(samples("c_total", of: registry) == ["c_total 1"])
    }

    @Test func `drops a series when its last handle is destroyed, not before`() {
        let first = Metrics.Counter(label: "c", dimensions: [("l", "x")], factory: factory)
        let second = Metrics.Counter(label: "c", dimensions: [("l", "x")], factory: factory)
        first.increment()
        first.destroy()
        first.destroy()
        second.increment()
        #expect(samples("c_total", of: registry) == ["c_total{l=\"x\"} 2"])
        second.destroy()
        #expect(samples("c_total", of: registry).isEmpty)
        second.increment()
        Metrics.Counter(label: "c", dimensions: [("l", "x")], factory: factory).increment()
        #expect(samples("c_total", of: registry) == ["c_total{l=\"x\"} 1"])
    }

    @Test func `keeps declared series and those in direct use whatever is destroyed`() throws {
        try registry.declare(.counter("declared", help: ""))
        let direct = registry.gauge("direct")
        Metrics.Counter(label: "declared", factory: factory).destroy()
        Meter(label: "direct", factory: factory).destroy()
        direct.set(4)
        #expect(samples("declared_total", of: registry) == ["declared_total 0"])
        #expect(samples("direct", of: registry) == ["direct 4"])
    }

    @Test func `destroys every kind of metric`() {
        FloatingPointCounter(label: "a", factory: factory).destroy()
        Meter(label: "b", factory: factory).destroy()
        Recorder(label: "c", factory: factory).destroy()
        Metrics.Gauge(label: "d", factory: factory).destroy()
        Timer(label: "e", factory: factory).destroy()
        let lines = TextExposition.text(of: registry).split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("#") })
    }

    @Test func `makes room for new series by destroying old ones`() {
        let registry = PrometheusRegistry(maximumSeriesPerFamily: 1)
        let factory = PrometheusMetricsFactory(registry: registry)
        for index in 0..<5 {
            let counter = Metrics.Counter(label: "c", dimensions: [("i", "\(index)")], factory: factory)
            counter.increment()
            if index < 4 { counter.destroy() }
        }
        #expect(samples("c_total", of: registry) == ["c_total{i=\"4\"} 1"])
        #expect(samples("metrics_rejected_total", of: registry).isEmpty)
    }

    @Test func `serves as the factory of a task`() {
        withMetricsFactory(factory) {
            Metrics.Counter(label: "scoped").increment()
        }
        #expect(samples("scoped_total", of: registry) == ["scoped_total 1"])
    }
}
