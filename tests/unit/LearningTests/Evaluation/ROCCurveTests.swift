import Learning
import Testing

struct ROCCurveTests {
    @Test(
        arguments: [
            ([0.1, 0.4, 0.35, 0.8], [false, false, true, true], 0.75),
            ([1, 2, 3, 4], [false, false, true, true], 1),
            ([4, 3, 2, 1], [false, false, true, true], 0),
            ([5, 5, 5], [true, false, false], 0.5),
            ([1, 2, 2, 3], [false, true, false, true], 0.875),
            ([-.infinity, 0, .infinity], [false, true, false], 0.5),
        ] as [([Double], [Bool], Double)])
    func `counts the pairs in the right order, ties half`(scores: [Double], isPositive: [Bool], area: Double) throws {
        #expect(try ROCCurve(scores: scores, isPositive: isPositive).area == area)
    }

    @Test func `equals scikit-learn`() throws {
        let cases = try ScikitLearnFixture.statistics().roc
        #expect(!cases.isEmpty)
        for fixture in cases {
            let curve = try ROCCurve(scores: fixture.scores, isPositive: fixture.positive)
            #expect(abs(curve.area - fixture.area) <= 1e-15)
            #expect(curve.points.map(\.falsePositiveRate) == fixture.falsePositiveRate)
            #expect(curve.points.map(\.truePositiveRate) == fixture.truePositiveRate)
            #expect(curve.points.map(\.threshold) == [.infinity] + fixture.thresholdsAfterInfinity)
        }
    }

    @Test(arguments: [[true, true], [false, false], []])
    func `refuses rows of one class`(isPositive: [Bool]) {
        #expect(throws: LearningError(subject: "ROC curve", reason: .oneClassOnly)) {
            try ROCCurve(scores: [Double](repeating: 1, count: isPositive.count), isPositive: isPositive)
        }
    }

    @Test func `refuses a score that is no number`() {
        #expect(
            throws: LearningError(
                subject: "ROC curve",
                reason: .parameterOutOfRange(name: "scores[1]", value: "NaN", allowed: "a number"))
        ) { try ROCCurve(scores: [1, .nan], isPositive: [true, false]) }
    }
}
