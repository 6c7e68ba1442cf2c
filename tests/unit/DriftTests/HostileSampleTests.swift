import Drift
import Testing
import TestSupport

struct HostileSampleTests {
    private static let odd: [Double] = [
        .nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
        .leastNormalMagnitude / 3, 1e-160, .leastNormalMagnitude, 1, 1, 1.0000000001,
        -1, 1013.25, 1e16, 1e154, -1e154, 1e300, -1e300, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    ]

    private static func sample(using random: inout SeededRandom) -> [Double] {
        let count = [0, 1, 2, 3, 7, 21, 30, 60].randomElement(using: &random) ?? 0
        let kind = Int.random(in: 0..<5, using: &random)
        let palette = (0..<3).map { _ in odd.randomElement(using: &random) ?? 0 }
        return (0..<count).map { _ in
            switch kind {
            case 0: odd.randomElement(using: &random) ?? 0
            case 1: palette.randomElement(using: &random) ?? 0
            case 2: Double(bitPattern: random.next())
            case 3: palette[0]
            default: Double.random(in: -3...3, using: &random)
            }
        }
    }

    private static func greatest(_ test: DriftTest) -> Double {
        switch test {
        case .hellinger: 1
        case .jensenShannon: 0.832554611157698
        default: test.scoresProbability ? 1 : .greatestFiniteMagnitude
        }
    }

    @Test func `ten thousand odd pairs of samples have scores within their ranges`() {
        var random = SeededRandom(seed: 20)
        var compared = 0
        for number in 0..<10_000 {
            let (first, second) = (Self.sample(using: &random), Self.sample(using: &random))
            let comparison = SampleComparison(reference: Sample(first), current: Sample(second))
            let (finite, others) = (first.filter(\.isFinite), second.filter(\.isFinite))
            let results = comparison.results(of: DriftTest.allCases)
            let isEmpty = finite.isEmpty || others.isEmpty
            #expect(results.count == (isEmpty ? 0 : 13))
            #expect((comparison.status == .empty) == isEmpty)
            #expect(
                comparison.statuses.contains(.nonFinite) == (finite.count < first.count || others.count < second.count))
            for result in results {
                compared += 1
                let range = 0...Self.greatest(result.test)
                let isRight =
                    range.contains(result.score) && result.pValue.map { (0...1).contains($0) } != false
                    && result.statistic?.isFinite != false
                if !isRight { Issue.record("pair \(number): \(result), \(finite) and \(others)") }
            }
            let same = SampleComparison(reference: comparison.reference, current: comparison.reference)
            for result in same.results(of: DriftTest.allCases) where !result.test.scoresProbability {
                if result.score != 0 { Issue.record("pair \(number): \(result) of \(finite) and itself") }
            }
            let back = SampleComparison(reference: comparison.current, current: comparison.reference)
            for test in [DriftTest.wasserstein, .kolmogorovSmirnov, .energyDistance, .hellinger] {
                let (there, andBack) = (comparison.result(of: test)?.score, back.result(of: test)?.score)
                if let there, let andBack, !agree(there, andBack) {
                    Issue.record("pair \(number): \(test) is \(there) there and \(andBack) back")
                }
            }
        }
        #expect(compared > 60_000)
    }

    @Test(
        arguments: [
            ([], [1, 2], .empty), ([.nan, .infinity], [1, 2], .empty), ([1], [2, 3], .insufficient),
            ([1, 2], [3], .insufficient), ([1], [2], .insufficient), ([4, 4, 4], [1, 2, 3], .constant),
            ([1, 2, 3], [4, 4, 4], .constant), ([1, .nan, 2], [1, 2], .nonFinite),
            ([1, 2], [1, -.infinity, 2], .nonFinite),
            ([1, 2], [1, 2], .ok),
        ] as [([Double], [Double], SampleStatus)])
    func `says what is wrong with the samples and computes all the same`(
        reference: [Double], current: [Double], status: SampleStatus
    ) {
        let comparison = SampleComparison(reference: Sample(reference), current: Sample(current))
        #expect(comparison.status == status)
        #expect((comparison.result(of: .wassersteinNorm) == nil) == (status == .empty))
    }

    @Test func `all that applies is said, the gravest first`() {
        let comparison = SampleComparison(reference: Sample([Double.nan]), current: Sample([1.0, 1, .infinity]))
        #expect(comparison.statuses == [.empty, .constant, .nonFinite])
    }

    @Test func `ten million values are no trouble`() throws {
        var random = SeededRandom(seed: 30)
        let reference = Sample((0..<10_000_000).map { _ in Double.random(in: 0...1, using: &random) })
        let current = Sample((0..<100_000).map { _ in Double.random(in: 0.1...1.1, using: &random) })
        let results = SampleComparison(reference: reference, current: current).results(of: DriftTest.allCases)
        #expect(results.count == 13)
        #expect(results.allSatisfy { $0.score.isFinite && $0.score >= 0 })
        let distance = try #require(results.first { $0.test == .wasserstein }).score
        #expect(abs(distance - 0.1) < 0.005)
    }

    @Test(arguments: [[], ["a"], ["a", "a"], ["a", "b", ""], ["é", "e\u{301}"]] as [[String]])
    func `labels of any kind have scores`(labels: [String]) {
        for others in [[], ["a"], ["b", "c", "c"], labels] {
            let comparison = CategoryComparison(
                reference: CategorySample(labels), current: CategorySample(others))
            let results = comparison.results(of: DriftTest.allCases)
            #expect(results.count == (labels.isEmpty || others.isEmpty ? 0 : 7))
            #expect(results.allSatisfy { $0.score.isFinite && $0.score >= 0 && $0.statistic?.isFinite != false })
            #expect((comparison.status == .empty) == results.isEmpty)
        }
    }
}
