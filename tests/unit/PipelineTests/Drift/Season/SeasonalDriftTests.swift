import Drift
import Features
import Foundation
import Pipeline
import Readings
import TestSupport
import Testing

/// Made-up weather of three healthy years, and its last July.
struct SeasonalDriftTests {
    private static let station = Station(name: "Toronto", latitude: 43.7, longitude: -79.4)
    private static let names = ["temperature", "pressure", "humidity", "wind_speed"]

    private static func table(
        _ first: String, _ last: String, warmer: Double = 0, seed: UInt64 = 11
    ) throws -> DriftTable {
        let climate = SyntheticClimate(seed: seed)
        let first = try #require(Timestamp(iso8601: first + "T00:00:00Z"))
        let last = try #require(Timestamp(iso8601: last + "T23:00:00Z"))
        let times = (0...Int(last.hourIndex - first.hourIndex)).map { first.advanced(hours: $0) }
        let rows = times.map { climate.values(at: station, $0) }
        return DriftTable(
            columns: names.enumerated().map { place, name in
                DriftColumn(name: name, values: .numbers(rows.map { $0[place] + (place == 0 ? warmer : 0) }))
            }, times: times, stations: times.map { _ in station.name })
    }

    private static func report(
        _ reference: DriftTable, _ current: DriftTable, _ criteria: DriftCriteria = DriftCriteria()
    ) -> DriftReport {
        DriftReport(reference: reference, current: current, criteria: criteria, schema: .weather)
    }

    @Test func `July drifts plainly from January to June and not from its season`() throws {
        var scores: [(plain: Double, seasonal: Double)] = []
        for seed in 1...8 as ClosedRange<UInt64> {
            let july = try Self.table("2025-07-01", "2025-07-31", seed: seed)
            let plain = Self.report(try Self.table("2025-01-01", "2025-06-30", seed: seed), july)
            #expect(plain.verdict == .drifted)
            #expect(plain.season == nil)
            #expect(plain.features.allSatisfy { $0.seasonal == nil })
            #expect(plain.findings.contains { $0.hasPrefix("The season is not known") })
            let report = Self.report(try Self.table("2023-01-01", "2025-06-30", seed: seed), july)
            #expect(report.season?.years == 2)
            #expect(report.features.allSatisfy { $0.seasonal?.rowCount == 2 * 59 * 24 })
            scores.append(
                (
                    try #require(plain.features[0].decision?.score),
                    try #require(report.features[0].seasonal?.score)
                ))
        }
        #expect(scores.allSatisfy { $0.plain > 1 }, "\(scores)")
        // Two years hold few weather systems: now and then a healthy July departs from them.
        #expect(scores.filter { $0.seasonal >= 0.55 }.count <= 1, "\(scores)")
    }

    @Test func `a sensor that reads too high departs from its season`() throws {
        let reference = try Self.table("2023-01-01", "2025-06-30")
        let criteria = DriftCriteria(seasonThreshold: 1)
        let healthy = Self.report(reference, try Self.table("2025-07-01", "2025-07-31"), criteria)
        #expect(healthy.findings.contains { $0.contains("2 earlier years (2832 rows), nothing has departed") })
        let report = Self.report(reference, try Self.table("2025-07-01", "2025-07-31", warmer: 12), criteria)
        #expect(report.features.filter { $0.seasonal?.drifted ?? false }.map(\.name) == ["temperature"])
        #expect(report.findings.contains { $0.contains("temperature has departed from the season") })
        let page = report.html()
        #expect(page.contains("<th scope=\"col\" class=\"number\">Season</th>"))
        #expect(page.contains("Against the same weeks of 2 earlier years"))
    }

    @Test func `the season changes no other figure`() throws {
        let july = try Self.table("2025-07-01", "2025-07-31")
        let reference = try Self.table("2023-01-01", "2025-06-30")
        let (with, without) = (
            Self.report(reference, july), Self.report(DriftTable(columns: reference.columns), july)
        )
        #expect(without.season == nil)
        #expect(with.verdict == without.verdict)
        #expect(with.groups == without.groups)
        #expect(with.features.map(\.results) == without.features.map(\.results))
        #expect(with.features.map(\.drifted) == without.features.map(\.drifted))
        #expect(!without.html().contains("Season</th>"))
    }

    @Test(arguments: [(0, true), (2, false), (9, false)])
    func `the threshold is one's own`(threshold: Double, drifted: Bool) throws {
        let report = Self.report(
            try Self.table("2024-06-01", "2024-09-01"), try Self.table("2025-07-01", "2025-07-31"),
            DriftCriteria(seasonThreshold: threshold))
        #expect(report.features.map { $0.seasonal?.drifted } == Array(repeating: drifted, count: 4))
        #expect(report.features.allSatisfy { $0.seasonal?.threshold == threshold })
    }

    @Test func `scores are those of the season's rows`() throws {
        let reference = try Self.table("2024-01-01", "2024-12-31")
        let current = try Self.table("2025-07-01", "2025-07-31")
        let (first, last) = (
            try #require(Timestamp(iso8601: "2024-06-17T00:00:00Z")),
            try #require(Timestamp(iso8601: "2024-08-14T23:00:00Z"))
        )
        let rows = (reference.times ?? []).indices.filter { (first...last).contains(reference.times?[$0] ?? first) }
        for (feature, columns) in zip(
            Self.report(reference, current).features, zip(reference.columns, current.columns))
        {
            guard case .numbers(let before) = columns.0.values, case .numbers(let now) = columns.1.values else {
                continue
            }
            let expected = SampleComparison(
                reference: Sample(rows.map { before[$0] }), current: Sample(now)
            ).result(of: .wassersteinNorm)?.score
            #expect(feature.seasonal?.score == expected)
        }
    }

    @Test func `labels, and features with few values in the season, are not compared with it`() throws {
        var reference = try Self.table("2024-01-01", "2024-12-31")
        var current = try Self.table("2025-07-01", "2025-07-31")
        let rows = (reference.rowCount, current.rowCount)
        reference.columns += [
            DriftColumn(name: "sky", values: .labels((0..<rows.0).map { $0 % 2 == 0 ? "clear" : "rain" })),
            DriftColumn(name: "new", values: .numbers((0..<rows.0).map { $0 % 300 == 0 ? 1 : .nan })),
            DriftColumn(name: "short", values: .numbers([1, 2, 3])),
        ]
        current.columns += [
            DriftColumn(name: "sky", values: .labels((0..<rows.1).map { _ in "clear" })),
            DriftColumn(name: "new", values: .numbers((0..<rows.1).map(Double.init))),
            DriftColumn(name: "short", values: .numbers([1, 2, 3])),
        ]
        let report = Self.report(reference, current)
        #expect(report.features.filter { $0.seasonal == nil }.map(\.name) == ["sky", "new", "short"])
    }

    @Test func `has the keys of JSON that are promised`() throws {
        let report = Self.report(try Self.table("2024-06-01", "2024-09-01"), try Self.table("2025-07-01", "2025-07-31"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
        #expect(object["season"] as? [String: Int] == ["rows": 59 * 24, "years": 1])
        #expect((object["criteria"] as? [String: Any])?["season_threshold"] as? Double == 0.55)
        let features = try #require(object["features"] as? [String: [String: Any]])
        let seasonal = try #require(features["temperature"]?["seasonal"] as? [String: Any])
        #expect(Set(seasonal.keys) == ["score", "threshold", "rows", "years", "drifted"])
        #expect(abs(try #require(seasonal["score"] as? Double) - (report.features[0].seasonal?.score ?? 9)) < 1e-12)
        #expect(seasonal["rows"] as? Int == 59 * 24)
        #expect(seasonal["years"] as? Int == 1)
        #expect(seasonal["drifted"] as? Bool == false)
    }
}
