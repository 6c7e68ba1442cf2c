import Features
import Pipeline
import Readings
import TestSupport
import Testing

/// The detector of change on the bundled year: learned from January to June, judged on July to December.
struct ChangeQualityTests {
    private static let end = Timestamp(iso8601: "2013-07-01")

    private func metrics(seed: UInt64) throws -> [String: Double] {
        let readings = try BundledYear.readings.get()
        return try DetectorTraining(DetectorRecipe(for: .weatherChange, seed: seed), seed: seed, loop: .threads(2)).run(
            FeatureTable(of: readings, schema: .weatherChange, trustingFlagged: false), readings: readings,
            trainUntil: #require(Self.end)
        ).metrics
    }

    /// A hundredth of the judged rows has the fault, so that some faults follow each other.
    @Test(arguments: [1, 2, 3, 42] as [UInt64])
    func `finds the faults of every sensor`(seed: UInt64) throws {
        let metrics = try metrics(seed: seed)
        for fault in InjectedFault.all(of: .weather) {
            let area = try #require(metrics["auroc_\(fault.name)"])
            #expect(area >= 0.995, "\(fault.name): \(area)")
        }
    }

    @Test func `flags a like share of every month, whatever the season`() throws {
        let metrics = try metrics(seed: 42)
        for month in 7...12 {
            let share = try #require(metrics["test_anomaly_share_2013-\(month < 10 ? "0" : "")\(month)"])
            #expect((0.04...0.15).contains(share), "month \(month): \(share)")
        }
    }
}
