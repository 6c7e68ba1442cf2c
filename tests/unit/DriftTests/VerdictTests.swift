import Drift
import Testing

struct VerdictTests {
    @Test(
        arguments: [
            ([], false), ([false], false), ([true], true), ([true, false], true), ([true, false, false], false),
        ] as [([Bool], Bool)])
    func `half of the columns make a data set drift`(drifted: [Bool], verdict: Bool) {
        #expect(DatasetDrift(drifted: drifted).drifted == verdict)
    }

    @Test func `another share can be required`() {
        let verdict = DatasetDrift(drifted: [true, false, false, false], requiredShare: 0.25)
        #expect(verdict.drifted)
        #expect(verdict.share == 0.25)
        #expect(verdict.driftedCount == 1)
    }

    @Test(arguments: [
        (DriftTest.wassersteinNorm, 0.1, true), (.wassersteinNorm, 0.0999, false), (.energyDistance, 0.1, false),
        (.energyDistance, 0.1001, true), (.kolmogorovSmirnov, 0.05, true), (.kolmogorovSmirnov, 0.0501, false),
        (.mannWhitney, 0.05, false), (.mannWhitney, 0.0499, true), (.wasserstein, 1e9, false),
    ])
    func `a score at the threshold drifts where Evidently says so`(test: DriftTest, score: Double, drifts: Bool) {
        #expect(test.drifts(score: score, threshold: test.defaultThreshold) == drifts)
    }

    @Test func `tests go by their names`() {
        let names = [
            "wasserstein_norm", "wasserstein", "ks", "psi", "jensenshannon", "hellinger", "kl_div", "cramer_von_mises",
            "anderson", "ed", "mannw", "chisquare", "z", "TVD",
        ]
        #expect(DriftTest.allCases.map(\.rawValue) == names)
    }

    @Test func `each test takes numbers, labels or both`() {
        for test in DriftTest.allCases { #expect(test.acceptsNumbers || test.acceptsCategories) }
        let labels = CategoryComparison(reference: CategorySample(["a"]), current: CategorySample(["b"]))
        #expect(labels.results(of: DriftTest.allCases).map(\.test) == DriftTest.allCases.filter(\.acceptsCategories))
    }
}
