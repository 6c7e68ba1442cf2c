import Features
import Learning
import Testing

struct ChangeDetectorTests {
    private func detector(
        spreads: [Float] = [1, 2, 4], weights: [Float] = [1, 0.5, 0], limit: Double = 3, contamination: Double = 0.1
    ) throws -> ChangeDetector {
        try ChangeDetector(spreads: spreads, weights: weights, limit: limit, contamination: contamination)
    }

    @Test func `scores the largest departure in units of its spread`() throws {
        let detector = try detector()
        #expect(try detector.change([2, 3, 100].span) == 2)
        #expect(try detector.change([-1, -12, 0].span) == 3)
        #expect(try detector.anomalyScore([3, 0, 0].span) == detector.anomalyThreshold)
        #expect(try detector.anomalyScore([0, 0, 9].span) == 0)
        #expect(try detector.anomalyScore([0, -24, 0].span) == 0.75)
        #expect(try detector.anomalyScore([.infinity, 0, 0].span) == 1)
    }

    @Test func `gives a missing departure no vote`() throws {
        let detector = try detector()
        #expect(try detector.change([.nan, 4, .nan].span) == 1)
        #expect(try detector.anomalyScore([.nan, .nan, .nan].span) == 0)
        #expect(try detector.change([0, 0, .infinity].span) == 0)
        #expect(detector.cause(of: [.nan, .nan, 7]) == nil)
    }

    @Test func `names the departure that makes the score`() throws {
        let detector = try detector()
        #expect(detector.cause(of: [1, -9, 100]) == ChangeCause(feature: 1, departure: -9, spread: 2))
        #expect(detector.cause(of: [0, 0, 0]) == nil)
        let explanation = try detector.explanation(of: [1, -9, .nan])
        #expect(explanation.method == .change && explanation.baseline == 3)
        #expect(explanation.contributions == [1, -2.25, 0])
        // 1 − 2^(−2.25 / 3)
        #expect(abs(try detector.anomalyScore([1, -9, .nan].span) - 0.4053964424986395) < 1e-15)
    }

    @Test func `gives a row in a batch the bits that it has alone`() throws {
        let detector = try detector()
        let rows = FeatureMatrix(values: [1, 2, 3, .nan, -5, 0, 0.1, 0.7, .infinity, 9, 9, 9], featureCount: 3)
        let batch = try detector.anomalyScores(rows)
        for row in 0..<rows.rowCount {
            #expect(try batch[row].bitPattern == detector.anomalyScore(Array(rows[row: row]).span).bitPattern)
        }
    }

    @Test func `refuses parts that do not fit and rows of another width`() throws {
        func refuses(_ detail: String, _ make: () throws -> ChangeDetector) {
            #expect(throws: LearningError(subject: "change detector", reason: .inconsistentModel(detail: detail))) {
                try make()
            }
        }
        refuses("there is no feature") { try detector(spreads: [], weights: []) }
        refuses("3 spreads and 2 weights") { try detector(weights: [1, 1]) }
        refuses("a spread is not greater than 0 and finite") { try detector(spreads: [1, 0, 1]) }
        refuses("a spread is not greater than 0 and finite") { try detector(spreads: [1, .infinity, 1]) }
        refuses("a weight is not within 0 ... 1") { try detector(weights: [1, .nan, 1]) }
        refuses("the limit is 0.0") { try detector(limit: 0) }
        refuses("the contamination is 0.6") { try detector(contamination: 0.6) }
        let width = LearningError(subject: "change detector", reason: .widthMismatch(have: 2, need: 3))
        #expect(throws: width) { try detector().anomalyScore([1, 2].span) }
        #expect(throws: width) { try detector().anomalyScores(FeatureMatrix(values: [1, 2], featureCount: 2)) }
        #expect(throws: width) { try detector().explanation(of: [1, 2]) }
        #expect(try detector().cause(of: [1, 2]) == nil)
    }
}
