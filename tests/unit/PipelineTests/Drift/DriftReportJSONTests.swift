import Drift
import Features
import Foundation
import Pipeline
import Readings
import TestSupport
import Testing

struct DriftReportJSONTests {
    private static func object(_ report: DriftReport) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
    }

    private static let report: DriftReport = {
        let times = (0..<100).map { Timestamp(hourIndex: 376_000 + Int64($0)) }
        func table(_ shift: Double, sky: [String]) -> DriftTable {
            DriftTable(
                columns: [
                    DriftColumn(name: "temperature", values: .numbers((0..<100).map { Double($0) / 10 + shift })),
                    DriftColumn(name: "month", values: .numbers((0..<100).map { _ in 1 + shift })),
                    DriftColumn(name: "sky", values: .labels((0..<100).map { sky[$0 % sky.count] })),
                    DriftColumn(name: "gone", values: .numbers([])),
                ], times: times)
        }
        return DriftReport(
            reference: table(0, sky: ["clear", "rain"]), current: table(4, sky: ["rain"]),
            criteria: DriftCriteria(correctsPValues: true), schema: .weather)
    }()

    @Test func `has the keys that are promised`() throws {
        let object = try Self.object(Self.report)
        #expect(
            Set(object.keys) == [
                "reference", "current", "verdict", "severity", "dataset_drift", "share_of_drifted_features", "schema",
                "criteria", "season", "groups", "features", "feeds", "on_reference", "only_in_reference",
                "only_in_current",
            ])
        let reference = try #require(object["reference"] as? [String: Any])
        #expect(reference["rows"] as? Int == 100)
        #expect(reference["from"] as? String == Timestamp(hourIndex: 376_000).description)
        #expect(reference["to"] as? String == Timestamp(hourIndex: 376_099).description)
        #expect(object["verdict"] as? String == "drifted")
        #expect(object["season"] is NSNull && object["feeds"] is NSNull)
        #expect(object["dataset_drift"] as? Bool == true)
        #expect(object["share_of_drifted_features"] as? Double == 1)
        #expect(object["schema"] as? String == "weather")
        let criteria = try #require(object["criteria"] as? [String: Any])
        #expect(
            Set(criteria.keys) == [
                "tests", "threshold", "thresholds", "feature_thresholds", "required_share", "season_threshold",
                "corrected",
            ])
        let groups = try #require(object["groups"] as? [String: [String: Any]])
        #expect(Set(groups.keys) == ["temperature", "sky"])
        #expect(
            Set(try #require(groups["temperature"]).keys) == [
                "drifted", "test", "score", "threshold", "feature", "unit", "features", "cause", "evidence",
            ])
    }

    @Test func `has everything about a feature`() throws {
        let features = try #require(try Self.object(Self.report)["features"] as? [String: [String: Any]])
        #expect(Set(features.keys) == ["temperature", "month", "sky", "gone"])
        let keys: Set = [
            "status", "statuses", "drifted", "vote", "kind", "type", "unit", "decided_by", "tests", "seasonal",
            "cause", "reference", "current", "shift",
        ]
        for (name, feature) in features { #expect(Set(feature.keys) == keys, "\(name)") }
        let temperature = try #require(features["temperature"])
        #expect(temperature["vote"] as? String == "temperature")
        #expect(temperature["unit"] as? String == "°C")
        #expect(temperature["decided_by"] as? String == "wasserstein_norm")
        let tests = try #require(temperature["tests"] as? [String: [String: Any]])
        #expect(Set(tests.keys) == ["wasserstein_norm", "ks", "psi", "jensenshannon"])
        #expect(Set(try #require(tests["psi"]).keys) == ["score", "threshold", "drifted"])
        #expect(
            Set(try #require(tests["ks"]).keys) == [
                "score", "p_value", "adjusted_p_value", "statistic", "threshold", "drifted",
            ])
        #expect(features["month"]?["vote"] is NSNull)
        #expect(features["month"]?["kind"] as? String == "calendar")
        #expect(features["month"]?["status"] as? String == "constant")
        #expect(features["gone"]?["status"] as? String == "empty")
        #expect((features["gone"]?["tests"] as? [String: Any])?.isEmpty == true)
        #expect(features["gone"]?["decided_by"] is NSNull)
        let sky = try #require(features["sky"]?["reference"] as? [String: Any])
        #expect(sky["distinct"] as? Int == 2)
        #expect(features["sky"]?["shift"] is NSNull)
    }

    @Test func `moments are null without times`() throws {
        let table = DriftTable(columns: [DriftColumn(name: "a", values: .numbers([1, 2]))])
        let object = try Self.object(
            DriftReport(reference: table, current: table, criteria: DriftCriteria(tests: []), schema: nil))
        let reference = try #require(object["reference"] as? [String: Any])
        #expect(reference["from"] is NSNull)
        #expect(reference["to"] is NSNull)
        #expect((object["criteria"] as? [String: Any])?["tests"] as? String == "auto")
        #expect(object["schema"] is NSNull)
    }

    @Test func `ten thousand hostile tables give finite JSON, the same each time`() throws {
        var hostile = HostileTables(random: SeededRandom(seed: 7))
        var compared = 0
        for number in 0..<10_000 {
            let (reference, current, criteria) = (hostile.table(), hostile.table(), hostile.criteria())
            let report = DriftReport(
                reference: reference, current: current, criteria: criteria,
                schema: number.isMultiple(of: 2) ? .weather : nil)
            let text = report.json
            let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            let features = object?["features"] as? [String: [String: Any]]
            if features?.count != report.features.count { Issue.record("table \(number): \(text)") }
            compared += report.features.count
            guard number.isMultiple(of: 25) else { continue }
            let again = DriftReport(
                reference: reference, current: current, criteria: criteria, schema: report.schema)
            #expect(again.json == text)
            let page = report.html(history: [(Timestamp(milliseconds: .min), .nan), (Timestamp(milliseconds: .max), 1)])
            #expect(page.hasSuffix("</html>\n"))
            #expect(page.components(separatedBy: "</script>").count == 2)
        }
        #expect(compared > 2_000)
    }
}
