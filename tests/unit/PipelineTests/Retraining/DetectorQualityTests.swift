import Features
import Foundation
import Learning
import Pipeline
import Readings
import TestSupport
import Testing

/// Our forest beside scikit-learn's over 20 seeds each: the same readings, the same faults in the same rows; answers of
/// `scripts/oracles/forest_auroc.py`.
struct DetectorQualityTests {
    /// A fault put into one of the sets of readings.
    struct Case: Sendable, CustomTestStringConvertible {
        let dataset: ForestQualityFixture.Dataset
        let fault: InjectedFault

        var testDescription: String { "\(dataset.rawValue), \(fault.name)" }
    }

    static let cases = ForestQualityFixture.Dataset.allCases.flatMap { dataset in
        InjectedFault.all(of: dataset.schema.sensors).map { Case(dataset: dataset, fault: $0) }
    }

    /// With chance alone, one test in a thousand would find a difference so improbable; these seeds are fixed.
    private static let leastProbability = 0.001

    @Test(arguments: cases)
    func `finds a fault neither better nor worse than scikit-learn's forest`(_ injected: Case) throws {
        let fixture = try ForestQualityFixture.fitted(injected.dataset)
        let theirs = try #require(fixture.answers.faults[injected.fault.name])
        let faulty = injected.fault.injected(into: fixture.readings, rows: theirs.hitRows)
        let rows = FeatureTable(of: faulty, schema: injected.dataset.schema, trustingFlagged: false).matrix
            .selecting(rows: fixture.testRows)
        let hits = Set(theirs.hitRows)
        let isHit = fixture.testRows.map { hits.contains($0) }
        #expect(isHit.count { $0 } == theirs.hitRows.count)
        let areas = try fixture.forests.map { forest in
            let scores: [Double] = try forest.scoreSamples(rows).map { -$0 }
            return try ROCCurve(scores: scores, isPositive: isHit).area
        }
        let median = Percentile.linear(50, of: areas)
        let probability = MannWhitney.pValue(areas, theirs.aurocs)
        print(
            "\(injected.testDescription): median AUROC \(median), scikit-learn's \(theirs.medianAuroc), "
                + "p = \(probability)")
        #expect(median >= theirs.medianAuroc - 0.02, "ours \(median), scikit-learn's \(theirs.medianAuroc)")
        #expect(probability >= Self.leastProbability)
    }
}
