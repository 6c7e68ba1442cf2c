import Drift
import Testing
import TestSupport

struct PropertyTests {
    private static let symmetric: [DriftTest] = [
        .wasserstein, .kolmogorovSmirnov, .energyDistance, .cramerVonMises, .andersonDarling, .hellinger, .proportion,
    ]

    private static func values(_ count: Int, seed: UInt64, digits: Double = 1e6) -> [Double] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { _ in
            // Nearly normal, rounded so that some values are equal.
            let sum = (0..<6).reduce(0.0) { total, _ in total + Double.random(in: -1...1, using: &random) }
            return (sum * digits).rounded() / digits
        }
    }

    @Test(arguments: [1, 2, 5, 21, 200, 1000, 10_001])
    func `a sample has not moved away from itself`(count: Int) throws {
        let sample = Sample(Self.values(count, seed: 7))
        let comparison = SampleComparison(reference: sample, current: sample)
        for test in DriftTest.allCases where test.acceptsNumbers {
            let result = try #require(comparison.result(of: test))
            #expect(!result.drifted, "\(test)")
            if !test.scoresProbability { #expect(result.score == 0, "\(test)") }
            if test == .kolmogorovSmirnov || test == .chiSquare || test == .proportion {
                #expect(result.score == 1, "\(test)")
            }
        }
    }

    @Test(arguments: [(3, 4), (30, 41), (500, 130), (1000, 999)], [1e6, 10, 1])
    func `it does not matter which sample comes first`(counts: (Int, Int), digits: Double) throws {
        let first = Sample(Self.values(counts.0, seed: 1, digits: digits))
        let second = Sample(Self.values(counts.1, seed: 2, digits: digits).map { $0 + 0.5 })
        let (there, back) = (
            SampleComparison(reference: first, current: second), SampleComparison(reference: second, current: first)
        )
        for test in Self.symmetric {
            let (score, other) = (try #require(there.result(of: test)), try #require(back.result(of: test)))
            #expect(agree(score.score, other.score), "\(test)")
        }
        // Which bins are taken depends on the reference.
        guard (first.distinctCount > 20) == (second.distinctCount > 20) else { return }
        for test in [DriftTest.psi, .jensenShannon] {
            let (score, other) = (try #require(there.result(of: test)), try #require(back.result(of: test)))
            #expect(agree(score.score, other.score), "\(test)")
        }
    }

    @Test(arguments: [0.25, 1, 3, 40])
    func `distances follow a shift`(shift: Double) throws {
        let values = Self.values(400, seed: 3)
        let comparison = SampleComparison(reference: Sample(values), current: Sample(values.map { $0 + shift }))
        let plain = try #require(comparison.result(of: .wasserstein)).score
        #expect(agree(plain, shift, relative: 1e-12))
        let normed = try #require(comparison.result(of: .wassersteinNorm)).score
        #expect(agree(normed, shift / comparison.reference.standardDeviation, relative: 1e-12))
    }

    @Test func `the order of the values does not matter`() {
        let values = Self.values(700, seed: 4, digits: 100)
        var random = SeededRandom(seed: 5)
        #expect(Sample(values) == Sample(values.shuffled(using: &random)))
        #expect(Sample(values).sorted == values.sorted())
    }

    @Test(arguments: [0, 1, 199, 200, 201, 5000])
    func `sorts numbers of every size`(count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        let values = (0..<count).map { _ in Double(bitPattern: random.next()) }
        let sample = Sample(values)
        #expect(sample.sorted == values.filter(\.isFinite).sorted())
        #expect(sample.distinctCount == Set(values.filter(\.isFinite)).count)
        #expect(sample.nonFiniteCount == values.count { !$0.isFinite })
    }

    @Test func `all tests at once say what each says alone`() {
        let comparison = SampleComparison(
            reference: Sample(Self.values(300, seed: 8)), current: Sample(Self.values(200, seed: 9)))
        let thresholds: [DriftTest: Double] = [.psi: 7, .wasserstein: 0.001]
        let together = comparison.results(of: DriftTest.allCases, thresholds: thresholds)
        #expect(together.count == 13)
        for result in together {
            #expect(comparison.result(of: result.test, threshold: thresholds[result.test]) == result)
        }
        #expect(comparison.result(of: .wasserstein)?.threshold == nil)
        #expect(comparison.result(of: .wasserstein)?.drifted == false)
        #expect(comparison.result(of: .wasserstein, threshold: 0.001)?.drifted == true)
    }
}
