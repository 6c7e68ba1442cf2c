import Pipeline
import Readings
import Testing

@Suite("The rule on its own reference")
struct RuleOnReferenceTests {
    private static func table(hours: Range<Int>, _ value: (Int) -> Double) -> DriftTable {
        DriftTable(
            columns: [DriftColumn(name: "temperature", values: .numbers(hours.map(value)))],
            times: hours.map { Timestamp(hourIndex: 376_000 + Int64($0)) })
    }

    private static func report(_ reference: DriftTable, _ current: DriftTable, threshold: Double = 0.3) -> DriftReport {
        DriftReport(
            reference: reference, current: current, criteria: DriftCriteria(wassersteinThreshold: threshold),
            schema: nil)
    }

    @Test("a reference that repeats itself never drifts, one with a season always")
    func seasons() throws {
        let window = Self.table(hours: 1_000..<1_100) { Double($0 % 10) }
        let even = try #require(Self.report(Self.table(hours: 0..<1_000) { Double($0 % 10) }, window).onReference)
        #expect(even.stretches == 10 && even.drifted == 0)
        let season = Self.report(Self.table(hours: 0..<1_000) { $0 < 500 ? 0.0 : 10 + Double($0 % 2) }, window)
        #expect(season.onReference?.drifted == 10 && season.onReference?.share == 1)
        #expect(season.findings.contains { $0.hasPrefix("By the same rule 10 of 10 stretches") })
    }

    @Test("of many stretches twenty-four are taken")
    func many() throws {
        let reference = Self.table(hours: 0..<40_000) { Double($0 % 7) }
        let rule = try #require(
            Self.report(reference, Self.table(hours: 50_000..<50_100) { Double($0 % 7) }).onReference)
        #expect(rule.stretches == 24 && rule.drifted == 0)
    }

    @Test("a reference that is shorter than three windows, or has no moments, tells nothing")
    func short() {
        let window = Self.table(hours: 1_000..<1_400) { Double($0 % 10) }
        var reference = Self.table(hours: 0..<1_000) { Double($0 % 10) }
        #expect(Self.report(reference, window).onReference == nil)
        reference.times = nil
        #expect(Self.report(reference, Self.table(hours: 1_000..<1_100) { Double($0 % 10) }).onReference == nil)
    }
}
