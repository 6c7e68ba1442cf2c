import Prometheus
import Testing

struct TextExpositionTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let fill: @Sendable (PrometheusRegistry) throws -> Void
        let text: String
    }

    static let cases = [
        Case(testDescription: "nothing but the registry's own family", fill: { _ in }, text: ""),
        Case(
            testDescription: "a declared counter at zero",
            fill: { try $0.declare(.counter("a_counter", help: "Counts.")) },
            text: """
                # HELP a_counter_total Counts.
                # TYPE a_counter_total counter
                a_counter_total 0

                """),
        Case(
            testDescription: "a counter whose name has its suffix already",
            fill: { registry in
                try registry.declare(.counter("a_total", help: "Counts."))
                registry.counter("a_total").increment()
                registry.counter("a").increment(by: 1.5)
            },
            text: """
                # HELP a_total Counts.
                # TYPE a_total counter
                a_total 2.5

                """),
        Case(
            testDescription: "families by name, series by labels, one head a family",
            fill: { registry in
                try registry.declare(.gauge("b", help: "B."))
                let family = MetricFamily.gauge("a_score", help: "A.", labels: ["feature", "city"])
                try registry.declare(family, labelSets: [["wind_speed", "Tokyo"], ["all", "Tokyo"]])
                registry.gauge("a_score", labels: [("feature", "all"), ("city", "Tokyo")]).set(0.3)
                registry.gauge("a_score", labels: [("city", "Berlin"), ("feature", "all")]).set(-2)
            },
            text: """
                # HELP a_score A.
                # TYPE a_score gauge
                a_score{city="Berlin",feature="all"} -2
                a_score{city="Tokyo",feature="all"} 0.3
                a_score{city="Tokyo",feature="wind_speed"} 0
                # HELP b B.
                # TYPE b gauge
                b 0

                """),
        Case(
            testDescription: "a histogram with cumulative buckets and a bound that belongs to its bucket",
            fill: { registry in
                try registry.declare(
                    .histogram("d_seconds", help: "D.", labels: ["route"], buckets: [0.000_05, 0.25, 1, 10]))
                let histogram = registry.histogram("d_seconds", labels: [("route", "/predict")])
                for value in [0.25, 0.5, 1, 100, 0.125, .nan] { histogram.observe(value) }
            },
            text: """
                # HELP d_seconds D.
                # TYPE d_seconds histogram
                d_seconds_bucket{route="/predict",le="5e-05"} 0
                d_seconds_bucket{route="/predict",le="0.25"} 2
                d_seconds_bucket{route="/predict",le="1"} 4
                d_seconds_bucket{route="/predict",le="10"} 4
                d_seconds_bucket{route="/predict",le="+Inf"} 5
                d_seconds_sum{route="/predict"} 101.875
                d_seconds_count{route="/predict"} 5

                """),
        Case(
            testDescription: "an infinite observation",
            fill: { registry in
                try registry.declare(.histogram("d", help: "D.", buckets: [1]))
                registry.histogram("d").observe(.infinity)
            },
            text: """
                # HELP d D.
                # TYPE d histogram
                d_bucket{le="1"} 0
                d_bucket{le="+Inf"} 1
                d_sum +Inf
                d_count 1

                """),
        Case(
            testDescription: "escapes in help and label values",
            fill: { registry in
                try registry.declare(.gauge("g", help: "A \\ and a\nline, \"quoted\".", labels: ["l"]))
                registry.gauge("g", labels: [("l", "C:\\x \"y\"\nz\0é")]).set(1)
            },
            text: """
                # HELP g A \\\\ and a\\nline, "quoted".
                # TYPE g gauge
                g{l="C:\\\\x \\"y\\"\\nz\u{FFFD}é"} 1

                """),
        Case(
            testDescription: "a declared family without series",
            fill: { try $0.declare(.gauge("g", help: "G.", labels: ["l"])) },
            text: """
                # HELP g G.
                # TYPE g gauge

                """),
        Case(
            testDescription: "amounts that a counter may not take",
            fill: { registry in
                for amount in [3, -1, Double.nan, .infinity, -.infinity] { registry.counter("c").increment(by: amount) }
            },
            text: """
                # HELP c_total Recorded as c, not declared.
                # TYPE c_total counter
                c_total 3

                """),
    ]

    @Test(arguments: cases)
    func `writes exactly the text of the format`(_ example: Case) throws {
        let registry = PrometheusRegistry()
        try example.fill(registry)
        #expect(exported(registry) == example.text)
    }

    @Test(arguments: [
        (Double.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (-0.0, "-0"), (1450, "1450"), (0.1, "0.1"),
        (1e-7, "1e-07"), (9_007_199_254_740_992, "9007199254740992"),
        (1.797_693_134_862_315_7e308, "1.7976931348623157e+308"),
    ])
    func `writes numbers as Prometheus reads them`(_ value: Double, _ text: String) {
        let registry = PrometheusRegistry()
        registry.gauge("g").set(value)
        #expect(exported(registry).hasSuffix("\ng \(text)\n"))
    }

    @Test func `has a ladder of durations from 50 µs to 10 s`() throws {
        let registry = PrometheusRegistry()
        try registry.declare(.histogram("d_seconds", help: "D."))
        let bounds = exported(registry).split(separator: "\n").filter { $0.contains("_bucket") }
        #expect(bounds.first == "d_seconds_bucket{le=\"5e-05\"} 0")
        #expect(bounds.suffix(2) == ["d_seconds_bucket{le=\"10\"} 0", "d_seconds_bucket{le=\"+Inf\"} 0"])
        #expect(bounds.count == 18)
    }

    @Test func `names its content type`() {
        #expect(TextExposition.contentType == "text/plain; version=0.0.4; charset=utf-8")
    }
}
