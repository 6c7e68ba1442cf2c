import Drift
import Features
import Foundation
import Pipeline
import Readings
import TestSupport
import Testing

struct DriftPageTests {
    /// A month against a year, all 32 features of one station.
    private static let report: DriftReport = {
        var random = SeededRandom(seed: 3)
        func table(_ rows: Int, _ shift: Double) -> DriftTable {
            DriftTable(
                columns: FeatureSchema.weather.featureNames.map { name in
                    let values = (0..<rows).map { row in
                        Double.random(in: -9...9, using: &random) + Double.random(in: -9...9, using: &random)
                            + (row > rows / 2 ? shift : 0)
                    }
                    return DriftColumn(name: name, values: .numbers(values))
                }, times: (0..<rows).map { Timestamp(hourIndex: 376_000 + Int64($0)) })
        }
        return DriftReport(
            reference: table(8_760, 0), current: table(744, 12), criteria: DriftCriteria(), schema: .weather)
    }()

    @Test func `32 features fit into 300 kB, with nothing from elsewhere`() {
        let page = Self.report.html()
        #expect(page.utf8.count < 300_000, "\(page.utf8.count)")
        for outside in ["http:", "https:", "src=", "@import", "url(", "<link", "<iframe"] {
            #expect(!page.contains(outside), "\(outside)")
        }
        #expect(page.components(separatedBy: "<script").count == 2)
        #expect(page.contains("<script type=\"application/json\" id=\"data\">"))
        #expect(page.contains("default-src 'none'"))
    }

    @Test func `the JSON inside is the report's`() throws {
        let page = Self.report.html()
        let start = try #require(page.range(of: "<script type=\"application/json\" id=\"data\">"))
        let end = try #require(page.range(of: "</script>"))
        #expect(page[start.upperBound..<end.lowerBound] == Self.report.json)
    }

    @Test func `says in words what has moved, how far, since when and what to do`() {
        let page = Self.report.html()
        #expect(page.contains("<p class=\"verdict\">Drift: "))
        #expect(page.contains("beyond its threshold since about 2012-"))
        #expect(page.contains("Drift is not a fault"))
        #expect(page.contains("°C"))
        #expect(page.contains("has no vote"))
    }

    @Test func `every picture has its name, and ids are unique`() {
        let page = Self.report.html(history: (0..<9).map { (Timestamp(hourIndex: 376_000 + $0), Double($0)) })
        let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        #expect(page.components(separatedBy: "<svg role=\"img\"").count == 67)
        #expect(page.contains("Earlier windows"))
        let labelled = page.matches(of: /aria-labelledby="([^"]+)"/).map { String($0.1) }
        for id in labelled { #expect(ids.contains(id)) }
    }

    @Test func `names may hold anything`() {
        let table = DriftTable(columns: [
            DriftColumn(name: "<script>alert(1)</script>", values: .numbers([1, 2])),
            DriftColumn(name: "\"'&", values: .labels(["</script>", "<b>"])),
        ])
        let page = DriftReport(reference: table, current: table, criteria: DriftCriteria(), schema: nil).html()
        #expect(!page.contains("<script>"))
        #expect(!page.contains("<b>"))
        #expect(page.components(separatedBy: "</script>").count == 2)
    }

    @Test func `a report of nothing is a page too`() {
        let page = DriftReport(
            reference: DriftTable(columns: []), current: DriftTable(columns: []), criteria: DriftCriteria(),
            schema: nil
        ).html()
        #expect(page.contains("Nothing to decide on"))
        #expect(page.contains("No column is on both sides."))
    }
}
