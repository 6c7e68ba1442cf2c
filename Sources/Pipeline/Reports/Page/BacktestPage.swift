/// What the template of a backtest's page is filled with. All text is `Markup`, so nothing is left to escape.
struct BacktestPage {
    let style: Markup
    let dataDescription: Markup
    let verdict: [Markup]
    let findings: [Markup]
    let topics: [ReportTopic]

    init(_ report: BacktestReport) {
        style = Markup(wellFormed: ReportPage.styleSheet)
        dataDescription = Markup(escaping: report.dataDescription)
        let sentences = report.findings.map(Markup.init(escaping:))
        verdict = Array(sentences.prefix(1))
        findings = Array(sentences.dropFirst())
        topics =
            ForecastTopics(
                quality: report.quality, fans: report.fans,
                description: "Error is the mean absolute error, pooled over the stations.", isDetailed: true
            ).all
    }

    /// Everything filled in is `Markup` or an id of our own, hence the triple braces.
    static let template = """
        \(ReportPage.opening(title: "Backtest of DriftDetector's forecasts"))
        <header>
        <h1>How good forecasts would have been</h1>
        <p>{{{dataDescription}}}</p>
        </header>
        <nav aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <ol>
        <li><a href="#summary">Summary</a></li>
        \(ReportTopic.contentsTemplate)
        </ol>
        </nav>
        <main>
        <section id="summary" aria-labelledby="summary-h">
        <h2 id="summary-h">Summary</h2>
        {{#verdict}}
        <p class="verdict">{{{.}}}</p>
        {{/verdict}}
        <ul>
        {{#findings}}
        <li>{{{.}}}</li>
        {{/findings}}
        </ul>
        </section>

        \(ReportTopic.template)
        </main>
        <footer><p><code>driftdetector backtest --json</code> prints the numbers behind this page.</p></footer>
        </body>
        </html>

        """
}
