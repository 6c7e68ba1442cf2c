import Ledger
import Readings

/// What the template of a replay's page is filled with. All text is `Markup`, so nothing is left to escape.
struct ReplayPage {
    let style: Markup
    let dataDescription: Markup
    let verdict: Markup
    let findings: [Markup]
    let comparison: Markup
    let readingAids: [Markup]
    let topics: [ReportTopic]
    /// Topics whose pictures are as wide as the page.
    let timelines: [ReportTopic]

    init(_ report: ReplayReport) {
        style = Markup(wellFormed: ReportPage.styleSheet)
        let day = { (moment: Timestamp) in String(moment.description.prefix(10)) }
        let stations = report.stations
        let named = stations.count <= 12 ? stations.joined(separator: ", ") : "\(stations.count) stations"
        dataDescription = Markup(
            escaping: "\(named), hour by hour from the first training on \(day(report.from)) to \(day(report.to)).")
        verdict = Markup(escaping: report.recommendation)
        findings = report.sentences.map(Markup.init(escaping:))
        comparison = report.comparison.markup
        readingAids = report.readingAids.map(Markup.init(escaping:))
        topics = [report.errorTopic]
        timelines = [report.skillTopic, report.driftTopic, report.decisionTopic]
    }

    /// Everything filled in is `Markup` or an id of our own, hence the triple braces.
    static let template = """
        \(ReportPage.opening(title: "Replay of DriftDetector's loop"))
        <header>
        <h1>What the loop would have done</h1>
        <p>{{{dataDescription}}}</p>
        </header>
        <nav aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <ol>
        <li><a href="#summary">Summary</a></li>
        \(ReportTopic.contentsTemplate)
        {{#timelines}}
        <li><a href="#{{{id}}}">{{{heading}}}</a></li>
        {{/timelines}}
        </ol>
        </nav>
        <main>
        <section id="summary" aria-labelledby="summary-h">
        <h2 id="summary-h">Summary</h2>
        <p class="verdict">{{{verdict}}}</p>
        <ul>
        {{#findings}}
        <li>{{{.}}}</li>
        {{/findings}}
        </ul>
        {{{comparison}}}
        {{#readingAids}}
        <p>{{{.}}}</p>
        {{/readingAids}}
        </section>

        \(ReportTopic.template)
        {{#timelines}}
        <section id="{{{id}}}" aria-labelledby="{{{id}}}-h">
        <h2 id="{{{id}}}-h">{{{heading}}}</h2>
        <p class="lead">{{{lead}}}</p>
        {{#explanations}}
        <p>{{{.}}}</p>
        {{/explanations}}
        {{#figures}}
        <figure><figcaption><h3>{{{heading}}}</h3><p>{{{note}}}</p></figcaption>
        <div class="scroll wide" tabindex="0" role="group" aria-label="{{{heading}}}">{{{svg}}}</div>{{{table}}}</figure>
        {{/figures}}
        </section>

        {{/timelines}}
        </main>
        <footer><p><code>driftdetector replay --json</code> prints the numbers behind this page.</p></footer>
        </body>
        </html>

        """
}
