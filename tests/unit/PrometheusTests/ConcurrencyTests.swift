import Prometheus
import Testing

struct ConcurrencyTests {
    @Test func `loses no increment and no observation`() async {
        let registry = PrometheusRegistry()
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    let counter = registry.counter("c")
                    let gauge = registry.gauge("g")
                    let histogram = registry.histogram("h")
                    for index in 0..<20_000 {
                        counter.increment()
                        gauge.add(index.isMultiple(of: 2) ? 1 : -0.5)
                        histogram.observe(index.isMultiple(of: 4) ? 0.25 : 2)
                    }
                }
            }
        }
        #expect(registry.counter("c").value == 160_000)
        #expect(registry.gauge("g").value == 40_000)
        #expect(samples("h_bucket", of: registry).contains("h_bucket{le=\"0.25\"} 40000"))
        #expect(samples("h_count", of: registry) == ["h_count 160000"])
        #expect(samples("h_sum", of: registry) == ["h_sum 250000"])
    }

    @Test func `scrapes whole observations while they are made`() async throws {
        let registry = PrometheusRegistry()
        let histogram = registry.histogram("h")
        await withTaskGroup { group in
            for _ in 0..<4 {
                group.addTask { for _ in 0..<20_000 { histogram.observe(3) } }
            }
            group.addTask {
                for _ in 0..<200 {
                    let text = TextExposition.text(of: registry).split(separator: "\n")
                    let number = { (name: String) in
                        text.first { $0.hasPrefix(name) }.flatMap { Double($0.drop { $0 != " " }.dropFirst()) }
                    }
                    let count = number("h_count ")
                    #expect(number("h_sum ") == count.map { $0 * 3 })
                    #expect(number("h_bucket{le=\"+Inf\"} ") == count)
                }
            }
        }
        #expect(samples("h_count", of: registry) == ["h_count 80000"])
    }

    @Test func `makes one series however many threads ask first`() async {
        let registry = PrometheusRegistry()
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for index in 0..<100 { registry.counter("c", labels: [("i", "\(index)")]).increment() }
                }
            }
        }
        #expect(samples("c_total", of: registry).count == 100)
        #expect(samples("c_total", of: registry).allSatisfy { $0.hasSuffix(" 8") })
    }
}
