import Prometheus
import Testing

struct PrometheusRegistryTests {
    @Test(arguments: [
        (MetricFamily.gauge("1a", help: ""), PrometheusError.Reason.invalidName),
        (.gauge("", help: ""), .invalidName),
        (.gauge("a b", help: ""), .invalidName),
        (.gauge("a", help: "", labels: ["a-b"]), .invalidLabel("a-b")),
        (.gauge("a", help: "", labels: ["__name__"]), .invalidLabel("__name__")),
        (.histogram("a", help: "", labels: ["le"]), .invalidLabel("le")),
        (.gauge("a", help: "", labels: ["x", "x"]), .repeatedLabel),
        (.gauge("a", help: "", scale: 0), .invalidScale),
        (.gauge("a", help: "", scale: .nan), .invalidScale),
        (.histogram("a", help: "", buckets: []), .invalidBuckets),
        (.histogram("a", help: "", buckets: [1, 1]), .invalidBuckets),
        (.histogram("a", help: "", buckets: [1, .infinity]), .invalidBuckets),
        (.histogram("a", help: "", buckets: [.nan]), .invalidBuckets),
    ])
    func `refuses a malformed declaration`(_ family: MetricFamily, _ reason: PrometheusError.Reason) {
        #expect(throws: PrometheusError(subject: family.name, reason: reason)) {
            try PrometheusRegistry().declare(family)
        }
    }

    @Test func `refuses a second description under the same name and keeps the first`() throws {
        let registry = PrometheusRegistry()
        try registry.declare(.gauge("a_total", help: "First."))
        #expect(throws: PrometheusError(subject: "a_total", reason: .alreadyInUse(kind: .gauge))) {
            try registry.declare(.counter("a", help: "Second."))
        }
        #expect(exported(registry) == "# HELP a_total First.\n# TYPE a_total gauge\na_total 0\n")
    }

    @Test func `refuses to describe a family that is in use undeclared`() {
        let registry = PrometheusRegistry()
        registry.gauge("a").set(1)
        #expect(throws: PrometheusError(subject: "a", reason: .alreadyInUse(kind: .gauge))) {
            try registry.declare(.gauge("a", help: "Late."))
        }
    }

    @Test func `refuses a family whose sample would be another's`() throws {
        let registry = PrometheusRegistry()
        try registry.declare(.histogram("a", help: ""))
        #expect(throws: PrometheusError(subject: "a_count", reason: .sampleNameTaken(by: "a"))) {
            try registry.declare(.gauge("a_count", help: ""))
        }
        registry.gauge("a_sum").set(1)
        #expect(samples("a_sum", of: registry) == ["a_sum 0"])
        #expect(rejections(registry) == ["metrics_rejected_total{metric=\"a_sum\",reason=\"name_taken\"} 1"])
    }

    @Test func `takes the same description again for more label sets`() throws {
        let registry = PrometheusRegistry()
        let family = MetricFamily.gauge("a", help: "", labels: ["l"])
        try registry.declare(family, labelSets: [["x"]])
        registry.gauge("a", labels: [("l", "x")]).set(7)
        try registry.declare(family, labelSets: [["x"], ["y"]])
        #expect(samples("a", of: registry) == ["a{l=\"x\"} 7", "a{l=\"y\"} 0"])
    }

    @Test func `refuses label sets of another length or beyond the limit, whole`() throws {
        let registry = PrometheusRegistry(maximumSeriesPerFamily: 2)
        let family = MetricFamily.gauge("a", help: "", labels: ["l"])
        #expect(throws: PrometheusError(subject: "a", reason: .labelCountMismatch(have: 2, need: 1))) {
            try registry.declare(family, labelSets: [["x"], ["y", "z"]])
        }
        #expect(throws: PrometheusError(subject: "a", reason: .tooManySeries(limit: 2))) {
            try registry.declare(family, labelSets: [["x"], ["y"], ["z"]])
        }
        #expect(exported(registry).isEmpty)
    }

    @Test func `gives every caller the same series`() {
        let registry = PrometheusRegistry()
        #expect(
            registry.counter("a", labels: [("x", "1"), ("y", "2")])
                === registry.counter("a_total", labels: [("y", "2"), ("x", "1")]))
        #expect(registry.gauge("b") === registry.gauge("b"))
        #expect(registry.histogram("c") === registry.histogram("c"))
    }

    @Test func `counts a request of another kind and exports nothing of it`() {
        let registry = PrometheusRegistry()
        registry.gauge("a").set(1)
        registry.histogram("a").observe(5)
        registry.histogram("a").observe(5)
        #expect(samples("a", of: registry) == ["a 1"])
        #expect(rejections(registry) == ["metrics_rejected_total{metric=\"a\",reason=\"kind_mismatch\"} 2"])
    }

    @Test func `counts a request with other labels than declared`() throws {
        let registry = PrometheusRegistry()
        try registry.declare(.gauge("a", help: "", labels: ["l"]))
        registry.gauge("a").set(1)
        registry.gauge("a", labels: [("other", "x")]).set(1)
        registry.gauge("a", labels: [("l", "x"), ("other", "x")]).set(1)
        #expect(samples("a", of: registry).isEmpty)
        #expect(rejections(registry) == ["metrics_rejected_total{metric=\"a\",reason=\"label_mismatch\"} 3"])
    }

    @Test func `caps the series of a family and counts what it refuses`() {
        let registry = PrometheusRegistry(maximumSeriesPerFamily: 3)
        for index in 0..<10 { registry.counter("a", labels: [("id", "\(index)")]).increment() }
        registry.counter("a", labels: [("id", "0")]).increment()
        #expect(
            samples("a_total", of: registry) == [
                "a_total{id=\"0\"} 2", "a_total{id=\"1\"} 1", "a_total{id=\"2\"} 1",
            ])
        #expect(rejections(registry) == ["metrics_rejected_total{metric=\"a_total\",reason=\"series_limit\"} 7"])
    }

    @Test func `caps its own count of rejections too`() {
        let registry = PrometheusRegistry(maximumSeriesPerFamily: 2)
        for index in 0..<5 {
            registry.gauge("g\(index)").set(1)
            registry.histogram("g\(index)").observe(1)
        }
        #expect(
            rejections(registry) == [
                "metrics_rejected_total{metric=\"g0\",reason=\"kind_mismatch\"} 1",
                "metrics_rejected_total{metric=\"g1\",reason=\"kind_mismatch\"} 1",
                "metrics_rejected_total{metric=\"other\",reason=\"kind_mismatch\"} 3",
            ])
    }

    @Test(arguments: [
        ("http.server.requests", "http_server_requests"), ("1st", "_1st"), ("", "_"), ("job:rate", "job:rate"),
        ("naïve café", "na_ve_caf_"), ("🌡️", "__"), ("a\nb{x=\"1\"} 2", "a_b_x__1___2"),
    ])
    func `sanitises the names of undeclared families`(_ label: String, _ name: String) {
        let registry = PrometheusRegistry()
        registry.gauge(label).set(1)
        #expect(exported(registry).hasSuffix("# TYPE \(name) gauge\n\(name) 1\n"))
    }

    @Test func `sanitises label names, keeps the last of equal ones and spares le`() {
        let registry = PrometheusRegistry()
        let labels = [("a.b", "1"), ("a_b", "2"), ("__name__", "3"), ("9", "4"), ("x:y", "5"), ("", "6")]
        registry.gauge("g", labels: labels).set(1)
        #expect(samples("g", of: registry) == ["g{_=\"6\",_9=\"4\",_name__=\"3\",a_b=\"2\",x_y=\"5\"} 1"])
        registry.histogram("h", labels: [("le", "1")]).observe(2)
        #expect(samples("h_count", of: registry) == ["h_count{exported_le=\"1\"} 1"])
    }

    @Test func `describes an error in one line`() {
        let error = PrometheusError(subject: "a", reason: .labelCountMismatch(have: 2, need: 1))
        #expect("\(error)" == "metric a: a label set has 2 values, the family has 1 labels")
    }

    private func rejections(_ registry: PrometheusRegistry) -> [String] {
        samples("metrics_rejected_total", of: registry)
    }
}
