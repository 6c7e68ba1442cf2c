import Features
import Learning
import TestSupport
import Testing

/// The rows of `scripts/oracles/forest_quality.py`, made again: same generator, same operations, same bits.
struct IsolationForestQualityTests {
    private struct Generator {
        var state: UInt64

        mutating func normal() -> Double {
            var total = 0.0
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                total += Double(state >> 11) * 0x1p-53
            }
            return total - 6
        }
    }

    private func rows(_ fixture: ScikitLearnFixture.Quality) -> (FeatureMatrix, isOutlier: [Bool]) {
        var generator = Generator(state: 2008)
        var rows = FeatureMatrix(featureCount: fixture.features)
        var isOutlier: [Bool] = []
        for row in 0..<fixture.rows {
            let (first, second) = (generator.normal(), generator.normal())
            var values = (0..<fixture.features).map { feature in
                let common = (feature < 4 ? first : second) * 2
                let own = generator.normal() * (0.5 + 0.25 * Double(feature))
                return common + own
            }
            isOutlier.append(row % 20 == 19)
            if row % 20 == 19 {
                let place = row / 20 % (fixture.features - 1)
                values[place] += 5
                values[place + 1] -= 5
            }
            rows.append(row: values.map { Float($0) })
        }
        return (rows, isOutlier)
    }

    @Test func `ranks outliers as well as scikit-learn does`() throws {
        let fixture = try ScikitLearnFixture.quality()
        let (rows, isOutlier) = rows(fixture)
        try #require(Array(rows[row: rows.rowCount - 1]) == fixture.lastRow)
        try #require(rows.values.reduce(0) { $0 + Double($1) } == fixture.sumOfValues)
        try #require(isOutlier.count { $0 } == fixture.outliers)

        let aurocs = try fixture.aurocs.indices.map { seed in
            let parameters = IsolationForestParameters(contamination: .auto, seed: UInt64(seed))
            let forest = try IsolationForestTrainer(parameters).fit(rows, featureNames: rows.names)
            return try ROCCurve(scores: forest.scoreSamples(rows).map { -$0 }, isPositive: isOutlier).area
        }
        let median = Percentile.linear(50, of: aurocs)
        let probability = MannWhitney.pValue(aurocs, fixture.aurocs)
        print("synthetic rows: median AUROC \(median), scikit-learn's \(fixture.medianAuroc), p = \(probability)")
        #expect(median >= fixture.medianAuroc - 0.01, "ours \(median), scikit-learn's \(fixture.medianAuroc)")
        #expect(probability >= 0.01)
    }
}
