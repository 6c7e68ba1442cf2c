import Pipeline
import TestSupport
import Testing

struct LiveComparisonTests {
    /// From the definition: after n hours of excess e the sum is n · (e − 0.05), an excess counts as 2 at most, and more
    /// than 6 is too much; so the first n with n · (min(e, 2) − 0.05) > 6.
    @Test(
        arguments: [
            (0.5, 14),  // 13 · 0.45 = 5.85, 14 · 0.45 = 6.30
            (0.4, 18),  // 17 · 0.35 = 5.95, 18 · 0.35 = 6.30
            (0.21, 38),  // 37 · 0.16 = 5.92, 38 · 0.16 = 6.08
            (0.12, 86),  // 85 · 0.07 = 5.95, 86 · 0.07 = 6.02
            (1, 7),  // 6 · 0.95 = 5.70, 7 · 0.95 = 6.65
            (2, 4), (5, 4), (1e9, 4),  // 3 · 1.95 = 5.85, 4 · 1.95 = 7.80
            (0.06, nil),  // 168 · 0.01 = 1.68
            (0.05, nil), (0.01, nil), (0, nil), (-0.3, nil), (-5, nil),
        ] as [(Double, Int?)])
    func `a constant excess is found in its hour`(excess: Double, hour: Int?) {
        let whole = LiveComparison(differences: Array(repeating: excess, count: 168))
        #expect(whole.worseAfter == hour)
        #expect(whole.hours == 168)
        #expect(abs(whole.excess - excess) <= 1e-12 * max(1, abs(excess)))
        guard let hour else { return }
        #expect(LiveComparison(differences: Array(repeating: excess, count: hour)).worseAfter == hour)
        #expect(LiveComparison(differences: Array(repeating: excess, count: hour - 1)).worseAfter == nil)
    }

    @Test func `hours without outcomes are skipped and not counted`() {
        var differences: [Double] = []
        for hour in 0..<20 { differences += Array(repeating: .nan, count: hour % 4) + [0.5] }
        let comparison = LiveComparison(differences: [.nan, .infinity] + differences + [.nan])
        #expect(comparison == LiveComparison(differences: Array(repeating: 0.5, count: 20)))
        #expect(comparison.hours == 20)
        #expect(comparison.excess == 0.5)
        #expect(comparison.worseAfter == 14)
    }

    @Test(arguments: [[], [.nan], [.nan, .infinity, -.infinity]] as [[Double]])
    func `without outcomes there is nothing to tell`(differences: [Double]) {
        let comparison = LiveComparison(differences: differences)
        #expect(comparison.hours == 0)
        #expect(comparison.excess == 0)
        #expect(comparison.worseAfter == nil)
    }

    @Test func `what became worse is found as fast after a good time, and stays found`() {
        let good = Array(repeating: -0.5, count: 100)
        let worse = LiveComparison(differences: good + Array(repeating: 0.5, count: 14))
        #expect(worse.worseAfter == 114)
        let better = LiveComparison(differences: Array(repeating: 0.5, count: 14) + good)
        #expect(better.worseAfter == 14)
        #expect(better.hours == 114)
        #expect(abs(better.excess - (14 * 0.5 - 50) / 114) < 1e-12)
    }

    @Test func `the earlier hours decide: more hours never move what was found`() {
        var random = SeededRandom(seed: 5)
        let differences = (0..<168).map { _ in Self.normal(&random) * 0.5 + 0.3 }
        let found = LiveComparison(differences: differences).worseAfter
        for count in 0...168 {
            let part = LiveComparison(differences: Array(differences.prefix(count))).worseAfter
            #expect(part == found.flatMap { $0 <= count ? $0 : nil })
        }
        #expect(found != nil)
    }

    /// By simulation, none of these 1,000 is; 5 % is what would still be put up with.
    @Test func `of equal versions hardly one is called worse in a week`() {
        var random = SeededRandom(seed: 2_026)
        let found = (0..<1_000).count { _ in
            LiveComparison(differences: (0..<168).map { _ in 0.2 * Self.normal(&random) }).worseAfter != nil
        }
        #expect(found < 50, "\(found) of 1000")
    }

    /// A standard normal number, close enough: twelve uniform ones less 6.
    private static func normal(_ random: inout SeededRandom) -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
    }
}
