import Learning
import Testing

/// Statistics and probabilities by NumPy 2.4.6 and SciPy 1.17.1, from the papers' formulas.
struct DieboldMarianoTests {
    private let differences = [
        0.92, -1.38, 0.11, -0.38, -0.33, -0.21, -1.11, -0.22, -0.53, 1.56, 0.01, -0.28, -0.24, -0.43, -0.63, -0.3, 0.14,
        -0.22, 0.38, -0.2,
    ]

    @Test(arguments: [
        (0.0, 1, -0.167, -1.1841589377119885, 0.2509530697963243),
        (0.0, 2, -0.167, -1.5510640295521512, 0.13738388136678875),
        (0.6, 1, 0.433, 3.0703043115526407, 0.006298128402695928),
    ])
    func `equals the corrected statistic`(
        shift: Double, days: Int, mean: Double, statistic: Double, pValue: Double
    ) throws {
        let test = try DieboldMariano(differences: differences.map { $0 + shift }, horizonDays: days)
        #expect(abs(test.meanDifference - mean) < 1e-12)
        #expect(abs(test.statistic - statistic) < 1e-10)
        #expect(abs(test.pValue - pValue) < 1e-12)
        #expect(test.days == 20)
    }

    @Test func `leaves out days without targets`() throws {
        let gaps = differences.flatMap { [$0, .nan] }
        #expect(
            try DieboldMariano(differences: gaps, horizonDays: 1)
                == DieboldMariano(differences: differences, horizonDays: 1))
    }

    @Test func `is sure of differences that are all the same`() throws {
        let equal = try DieboldMariano(differences: [Double](repeating: 0, count: 12), horizonDays: 1)
        #expect(equal.pValue == 1 && equal.statistic == 0)
        let better = try DieboldMariano(differences: [Double](repeating: -2, count: 12), horizonDays: 2)
        #expect(better.pValue == 0 && better.meanDifference == -2)
    }

    @Test func `does not judge by less than ten days`() {
        #expect(
            throws: LearningError(subject: "comparison of forecasts", reason: .tooFewRows(have: 9, need: 10))
        ) { try DieboldMariano(differences: Array(differences.prefix(9)) + [.nan], horizonDays: 1) }
    }
}
