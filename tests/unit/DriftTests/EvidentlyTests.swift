import Drift
import Foundation
import Testing

struct EvidentlyTests {
    @Test(arguments: EvidentlyFixture.names)
    func `equals Evidently's scores`(name: String) throws {
        let pair = try EvidentlyFixture.pair(name)
        let comparison = SampleComparison(reference: Sample(pair.reference), current: Sample(pair.current))
        func score(_ test: DriftTest) throws -> Double { try #require(comparison.result(of: test)).score }

        #expect(agree(comparison.reference.standardDeviation, pair.referenceStdDdof0))
        #expect(agree(try score(.wasserstein), pair.wasserstein))
        #expect(agree(try score(.wassersteinNorm), pair.wassersteinNorm))
        #expect(agree(try score(.psi), pair.psi))
        #expect(agree(try score(.jensenShannon), pair.jensenshannon))
        let smirnov = try #require(comparison.result(of: .kolmogorovSmirnov))
        #expect(agree(try #require(smirnov.statistic), pair.ksStatistic))
        #expect(agree(smirnov.score, pair.ksPvalue, absolute: 1e-300))
        #expect(smirnov.score == smirnov.pValue)
    }

    @Test func `every test equals Evidently's on every pair where Evidently has a score`() throws {
        var compared = 0
        for scores in try EvidentlyFixture.scores() {
            let pair = try EvidentlyFixture.pair(scores.name)
            let comparison = SampleComparison(reference: Sample(pair.reference), current: Sample(pair.current))
            compared += try expectEqual(scores.tests, scores.name) { comparison.result(of: $0) }
            #expect(EvidentlyChoice.test(for: comparison).rawValue == scores.chosen, "\(scores.name)")
            guard let asCategories = scores.asCategories else { continue }
            let categories = CategoryComparison(
                reference: CategorySample(Self.labels(pair.reference)),
                current: CategorySample(Self.labels(pair.current)))
            compared += try expectEqual(asCategories, scores.name) { categories.result(of: $0) }
        }
        #expect(compared >= 220)
    }

    @Test func `every test equals Evidently's on random pairs`() throws {
        var compared = 0
        for pair in try EvidentlyFixture.randomPairs() {
            let comparison = SampleComparison(reference: Sample(pair.reference), current: Sample(pair.current))
            compared += try expectEqual(
                pair.tests, pair.name, largestCount: max(pair.reference.count, pair.current.count)
            ) { comparison.result(of: $0) }
            let cramerVonMises = try #require(comparison.result(of: .cramerVonMises))
            #expect(
                agree(cramerVonMises.score, pair.cramerVonMisesByScipy, absolute: 1e-12), "\(pair.name)")
            #expect(EvidentlyChoice.test(for: comparison).rawValue == pair.chosen, "\(pair.name)")
        }
        #expect(compared >= 540)
    }

    @Test func `every test of categories equals Evidently's`() throws {
        for pair in try EvidentlyFixture.categoryPairs() {
            let comparison = CategoryComparison(
                reference: CategorySample(pair.reference), current: CategorySample(pair.current))
            try expectEqual(pair.tests, pair.name) { comparison.result(of: $0) }
            #expect(comparison.result(of: .totalVariation)?.score == pair.tvdWithoutRounding, "\(pair.name)")
            #expect(EvidentlyChoice.test(for: comparison).rawValue == pair.chosen, "\(pair.name)")
        }
    }

    private static func labels(_ values: [Double]) -> [String] {
        values.map { String(format: "%08.3f", $0 + 1000) }
    }

    @discardableResult
    private func expectEqual(
        _ tests: [String: EvidentlyFixture.Score?], _ pair: String, largestCount: Int = .max,
        ours: (DriftTest) throws -> TestResult?
    ) throws -> Int {
        var compared = 0
        for (name, theirs) in tests {
            let test = try #require(DriftTest(rawValue: name))
            let result = try #require(try ours(test))
            guard let theirs else { continue }
            compared += 1
            let comment: Comment = "\(pair) \(name): \(result.score), Evidently \(theirs.score)"
            #expect(result.threshold == theirs.threshold, comment)
            switch test {
            case .hellinger:
                // Evidently subtracts from 1, so that its square has an error of a few 1e-16.
                #expect(agree(result.score * result.score, theirs.score * theirs.score, absolute: 1e-15), comment)
            case .proportion:
                // It too subtracts from 1.
                #expect(agree(result.score, theirs.score, absolute: 1e-15), comment)
            case .cramerVonMises:
                // Evidently's copy of SciPy's exact method counts in 32-bit floats.
                let isExact = largestCount <= 20
                #expect(
                    agree(result.score, theirs.score, relative: isExact ? 1e-6 : 1e-9, absolute: 1e-12), comment)
            case .kolmogorovSmirnov, .mannWhitney, .chiSquare:
                #expect(agree(result.score, theirs.score, absolute: 1e-300), comment)
            case .totalVariation:
                // Evidently may miss permutations whose distance equals the observed one.
                #expect(result.score >= theirs.score && result.score <= theirs.score + 0.01, comment)
            default:
                #expect(agree(result.score, theirs.score), comment)
            }
            #expect(result.drifted == theirs.drifted, comment)
        }
        return compared
    }
}
