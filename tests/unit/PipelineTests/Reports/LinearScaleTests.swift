import Pipeline
import Testing

struct LinearScaleTests {
    @Test(
        arguments: [
            ([0, 10], ["0", "2", "4", "6", "8", "10"]),
            ([0.44, 0.61], ["0.40", "0.45", "0.50", "0.55", "0.60", "0.65"]),
            ([3.5, 8.4], ["3", "4", "5", "6", "7", "8", "9"]),
            ([-0.08, 0.42], ["−0.1", "0.0", "0.1", "0.2", "0.3", "0.4", "0.5"]),
            ([1003, 1027, .nan, .infinity], ["1000", "1005", "1010", "1015", "1020", "1025", "1030"]),
            ([], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ] as [([Double], [String])])
    func `rounds its domain to ticks`(_ values: [Double], _ labels: [String]) {
        let scale = LinearScale(covering: values, steps: 5, start: 100, end: 0).rounded
        #expect(scale.ticks.map(\.label) == labels)
        #expect(scale.ticks.first?.position == 100)
        #expect(scale.ticks.last?.position == 0)
    }

    @Test func `has ticks inside an exact domain only`() {
        let scale = LinearScale(covering: [0.7, 5.2], steps: 5, start: 0, end: 450)
        #expect(scale.domain == 0.7...5.2)
        #expect(scale.ticks.map(\.label) == ["1", "2", "3", "4", "5"])
        #expect(scale.position(of: 0.7) == 0)
        #expect(scale.position(of: 9) == 450)
    }

    @Test(
        arguments: [
            [5], [0, 0], [0, .leastNonzeroMagnitude], [1e100, -1e100], [1e300, 1], [1e15, 1e15 + 0.125], [.nan],
            [-7, -7, -7],
        ] as [[Double]])
    func `has finite places for extreme and equal values`(_ values: [Double]) {
        let scale = LinearScale(covering: values, steps: 5, start: 0, end: 100).rounded
        #expect(scale.domain.lowerBound < scale.domain.upperBound)
        for value in values where LinearScale.isDrawable(value) {
            #expect((0...100).contains(scale.position(of: value)))
        }
        #expect((2...8).contains(scale.ticks.count))
        #expect(scale.ticks.allSatisfy { $0.position.isFinite })
    }

    @Test(
        arguments: [(1e100, true), (-3, true), (1.1e100, false), (.nan, false), (-.infinity, false)] as [(Double, Bool)]
    )
    func `knows what can be drawn`(_ value: Double, _ isDrawable: Bool) {
        #expect(LinearScale.isDrawable(value) == isDrawable)
    }
}
