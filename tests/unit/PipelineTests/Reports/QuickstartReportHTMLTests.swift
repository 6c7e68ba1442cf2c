import Foundation
import Pipeline
import Readings
import Testing

struct QuickstartReportHTMLTests {
    @Test func `is smaller than 300 kB and well formed for a year of three stations`() {
        let page = QuickstartReport.sample(seed: 7).html()
        #expect(page.utf8.count < 300_000)
        #expect(page.pictures.count == 4 * 6 + 4 + 3 + 32)
        #expect(page.pictures.allSatisfy { $0.complaint == nil })
    }

    @Test func `is the same for the same report`() {
        #expect(QuickstartReport.sample(seed: 7).html() == QuickstartReport.sample(seed: 7).html())
        #expect(QuickstartReport.sample(seed: 7).html() != QuickstartReport.sample(seed: 8).html())
    }

    @Test func `needs no other file and runs no script`() {
        let page = QuickstartReport.sample(seed: 7).html()
        #expect(page.components(from: "<script", through: ">") == ["<script type=\"application/json\" id=\"data\">"])
        for trace in ["src=", "@import", "url(", "<link", "https:", "onload"] {
            #expect(!page.contains(trace), "the page holds \(trace)")
        }
    }

    @Test func `leads from its contents to every section`() {
        let page = QuickstartReport.sample(seed: 7).html()
        let links = page.components(from: "<li><a href=\"#", through: "\">").map { $0.dropFirst(14).dropLast(2) }
        let sections = page.components(from: "<section id=\"", through: "\"").map { $0.dropFirst(13).dropLast() }
        #expect(links.map(String.init) == sections.map(String.init))
        #expect(sections.count == 12)
    }

    @Test func `gives every id once and a scope to every header of a table`() {
        let page = QuickstartReport.sample(seed: 7).html()
        let ids = page.components(from: " id=\"", through: "\"")
        #expect(Set(ids).count == ids.count)
        let headers = page.components(from: "<th ", through: ">")
        // Models, detectors, strangest readings.
        let visible = 4 + 1 + (3 + 2) + (2 + 2) + 5 + 15
        // For each sensor: by horizon, by month, coverage, by station, coverage by station, fan.
        let folded = 4 * ((12 + 5) + (12 + 7) + (5 + 5) + (12 + 3) + (5 + 3) + (6 + 5))
        #expect(headers.count == visible + folded)
        #expect(headers.allSatisfy { $0.contains("scope=\"") })
        #expect(!page.contains("<th>"))
    }

    @Test func `says the verdict first and the numbers in tables`() throws {
        let page = QuickstartReport.uniform(text: "Readings are fine.", number: 0.25, count: 3).html()
        #expect(page.contains("<p class=\"verdict\">Readings are fine.</p>"))
        #expect(page.contains("<li>Readings are fine.</li>"))
        #expect(page.contains("<time datetime=\"1970-01-01T00:00:00Z\">1970-01-01 00:00 UTC</time>"))
        #expect(page.contains("3 readings of 3 at or above the threshold, 3 of them after training ended."))
        #expect(page.contains("<td class=\"number\">0.250</td>"))
        #expect(page.contains("Readings are fine. flags 25.0\u{A0}% of readings in Readings are fine., the fewest"))
        #expect(page.contains("<tr><th scope=\"row\">0</th><td>1</td><td>0.25</td>"))
        #expect(page.contains("Mean absolute error 0.00 Readings are fine. over 3 moments."))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\" onload=\"x", "' onload='x", "]]>", "</title></svg>", "\"\u{301} onload=x",
        "<\u{338}script>", "{{{data}}}", "&lt;", "</script><!--<script>", "a\u{0}b",
    ])
    func `shows hostile names as they are`(_ name: String) throws {
        let page = QuickstartReport.uniform(text: name, number: 0.5, count: 3).html()
        let harmless = QuickstartReport.uniform(text: "x", number: 0.5, count: 3).html()
        // Each mark that opens a tag or ends an attribute stands there for a harmless name too.
        for mark: Unicode.Scalar in ["<", ">"] {
            let body = try #require(page.components(from: "<!doctype", through: "<script ").first)
            let harmlessBody = try #require(harmless.components(from: "<!doctype", through: "<script ").first)
            #expect(body.unicodeScalars.count { $0 == mark } == harmlessBody.unicodeScalars.count { $0 == mark })
            #expect(body.unicodeScalars.count { $0 == "\"" } == harmlessBody.unicodeScalars.count { $0 == "\"" })
        }
        #expect(page.pictures.allSatisfy { TagBalance(of: $0).complaint == nil })
        #expect(page.contains("<th scope=\"row\">\(Markup(escaping: name))</th>"))
        #expect(try data(of: page).models.map(\.name) == [name])
    }

    @Test(arguments: [0, 1, 2], [0, 0.5, -3, .nan, .infinity, 1e300, .leastNonzeroMagnitude])
    func `stands any number of equal numbers`(_ count: Int, _ number: Double) throws {
        let page = QuickstartReport.uniform(text: "x", number: number, count: count).html()
        #expect(page.pictures.count == 9)
        #expect(page.pictures.allSatisfy { $0.complaint == nil })
        #expect(try data(of: page).scores.map(\.readings) == [Double(count)])
        #expect(try data(of: page).scores.map(\.highest.count) == [min(count, 1)])
    }

    @Test func `says in words what is missing`() throws {
        let page = QuickstartReport.empty.html()
        for sentence in [
            "The run has nothing to report.", "No model was trained.", "No forecast has been judged.",
            "There is no hour with all forecasts and outcomes.", "No month has been judged.",
            "No detector has scored anything.", "There is no forecast whose outcome is known.", "Nothing was scored.",
            "No reading stands out.",
            "No feature has rows on both sides.",
        ] {
            #expect(page.contains(sentence))
        }
        #expect(page.pictures.isEmpty)
        #expect(try data(of: page).scores.isEmpty)
    }

    @Test func `carries its numbers`() throws {
        let report = QuickstartReport.sample(seed: 7)
        let data = try data(of: report.html())
        #expect(data.scores.map(\.station) == report.scores.map(\.station))
        #expect(data.scores[1].start == "2013-07-01T00:00:00Z")
        #expect(data.scores[1].days == (0..<363).map(Double.init))
        let scores = report.scores[1].scores
        for (day, highest) in data.scores[1].highest.enumerated() {
            let ofDay = scores[(24 * day)..<min(24 * day + 24, scores.count)]
            #expect(((highest ?? .nan) - (ofDay.max() ?? .nan)).magnitude <= 0.5000001e-5)
            #expect(data.scores[1].flagged[day] == Double(ofDay.count { $0 >= report.scoreThreshold }))
        }
        #expect(data.traces[0].outcome.map { $0 == nil } == report.traces[0].outcome.map(\.isNaN))
        #expect(data.trainedUntil == report.trainedUntil.description)
    }

    private struct PageData: Decodable {
        struct Model: Decodable {
            let name: String
        }

        struct Trace: Decodable {
            let outcome: [Double?]
        }

        struct Scores: Decodable {
            let station: String
            let start: String
            let readings: Double
            let days: [Double]
            let highest: [Double?]
            let flagged: [Double]
        }

        let models: [Model]
        let traces: [Trace]
        let scores: [Scores]
        let trainedUntil: String
    }

    /// What a browser would find in the element `data`: all up to the first end tag.
    private func data(of page: String) throws -> PageData {
        let start = "<script type=\"application/json\" id=\"data\">"
        let element = try #require(page.components(from: start, through: "</script").first)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(
            PageData.self, from: Data(element.dropFirst(start.count).dropLast("</script".count).utf8))
    }
}
