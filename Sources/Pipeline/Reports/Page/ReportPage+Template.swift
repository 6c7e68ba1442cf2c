extension ReportPage {
    /// The beginning of a page, up to the link that leads past its contents.
    /// - Parameter title: well formed.
    /// - Returns: a part of a template.
    static func opening(title: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(title)</title>
        <style>{{{style}}}</style>
        </head>
        <body>
        <a class="skip" href="#summary">Skip to the summary</a>
        """
    }

    /// Everything filled in is `Markup` or a whole number, hence the triple braces.
    static let template = """
        \(opening(title: "First run of DriftDetector"))
        <header>
        <h1>What the first run found</h1>
        <p>{{{dataDescription}}}</p>
        </header>
        <nav aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <ol>
        <li><a href="#summary">Summary</a></li>
        <li><a href="#models">Models</a></li>
        \(ReportTopic.contentsTemplate)
        <li><a href="#traces">Forecast and outcome</a></li>
        <li><a href="#detectors">Anomaly detectors</a></li>
        <li><a href="#scores">Anomaly scores</a></li>
        <li><a href="#anomalies">Strangest readings</a></li>
        <li><a href="#distributions">Features in training and after</a></li>
        </ol>
        </nav>
        <main>
        <section id="summary" aria-labelledby="summary-h">
        <h2 id="summary-h">Summary</h2>
        {{#verdict}}
        <p class="verdict">{{{.}}}</p>
        {{/verdict}}
        {{^verdict}}
        <p class="verdict">The run has nothing to report.</p>
        {{/verdict}}
        <ul>
        {{#findings}}
        <li>{{{.}}}</li>
        {{/findings}}
        </ul>
        </section>

        <section id="models" aria-labelledby="models-h">
        <h2 id="models-h">Models</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Models, table">
        <table>
        <thead>
        <tr><th scope="col">Model</th><th scope="col" class="number">Version</th><th scope="col">Purpose</th>\
        <th scope="col">Files</th></tr>
        </thead>
        <tbody>
        {{#models}}
        <tr><th scope="row">{{{name}}}</th><td class="number">{{{version}}}</td><td>{{{purpose}}}</td>\
        <td><code>{{{directory}}}</code></td></tr>
        {{/models}}
        {{^models}}
        <tr><td colspan="4">No model was trained.</td></tr>
        {{/models}}
        </tbody>
        </table>
        </div>
        </section>

        \(ReportTopic.template)
        <section id="traces" aria-labelledby="traces-h">
        <h2 id="traces-h">Forecast and outcome</h2>
        {{#traceFigures}}
        <figure><figcaption><h3>{{{heading}}}</h3><p>{{{note}}}</p></figcaption>\
        <div class="scroll wide" tabindex="0" role="group" aria-label="{{{heading}}}">{{{svg}}}</div></figure>
        {{/traceFigures}}
        {{^traceFigures}}
        <p>There is no forecast whose outcome is known.</p>
        {{/traceFigures}}
        </section>

        <section id="detectors" aria-labelledby="detectors-h">
        <h2 id="detectors-h">Anomaly detectors</h2>
        {{#detectorSentences}}
        <p class="lead">{{{.}}}</p>
        {{/detectorSentences}}
        {{^detectorSentences}}
        <p>No detector has scored anything.</p>
        {{/detectorSentences}}
        <p>A share that follows the seasons shows a detector that takes rare weather for strange; it does not show that \
        readings are wrong.</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Share of readings flagged by month, table">
        <table class="figures">
        <caption>Share of readings flagged by month, %</caption>
        <thead><tr><th scope="col">Month</th><th scope="col">Seen in</th>\
        {{#detectorNames}}<th scope="col" class="number">{{{.}}}</th>{{/detectorNames}}</tr></thead>
        <tbody>
        {{#monthRows}}
        <tr><th scope="row">{{{name}}}</th>{{#notes}}<td>{{{.}}}</td>{{/notes}}\
        {{#numbers}}<td class="number">{{{.}}}</td>{{/numbers}}</tr>
        {{/monthRows}}
        </tbody>
        </table>
        </div>
        <div class="scroll" tabindex="0" role="region" aria-label="Area under the ROC curve by injected fault, table">
        <table class="figures">
        <caption>Area under the ROC curve on injected faults: 1 finds every fault first, 0.5 guesses</caption>
        <thead><tr><th scope="col">Fault of one hour</th>\
        {{#detectorNames}}<th scope="col" class="number">{{{.}}}</th>{{/detectorNames}}</tr></thead>
        <tbody>
        {{#faultRows}}
        <tr><th scope="row">{{{name}}}</th>{{#notes}}<td>{{{.}}}</td>{{/notes}}\
        {{#numbers}}<td class="number">{{{.}}}</td>{{/numbers}}</tr>
        {{/faultRows}}
        </tbody>
        </table>
        </div>
        </section>

        <section id="scores" aria-labelledby="scores-h">
        <h2 id="scores-h">Anomaly scores</h2>
        <p>Each point is the highest score of a day: a diamond from {{{threshold}}} on, where a reading is called an \
        anomaly, otherwise a dot. Training ended {{{trainedUntil}}}; later days stand on a tinted ground.</p>
        {{#scoreFigures}}
        <figure><figcaption><h3>{{{heading}}}</h3><p>{{{note}}}</p></figcaption>\
        <div class="scroll wide" tabindex="0" role="group" aria-label="Anomaly scores of {{{heading}}}">{{{svg}}}</div>\
        </figure>
        {{/scoreFigures}}
        {{^scoreFigures}}
        <p>Nothing was scored.</p>
        {{/scoreFigures}}
        </section>

        <section id="anomalies" aria-labelledby="anomalies-h">
        <h2 id="anomalies-h">Strangest readings</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Strangest readings, table">
        <table>
        <thead>
        <tr><th scope="col" class="number">Rank</th><th scope="col">Station</th><th scope="col">Measured</th>\
        <th scope="col" class="number">Score</th><th scope="col">Reading</th></tr>
        </thead>
        <tbody>
        {{#anomalies}}
        <tr><th scope="row" class="number">{{{rank}}}</th><td>{{{station}}}</td>\
        <td><time datetime="{{{moment}}}">{{{time}}}</time></td><td class="number">{{{score}}}</td>\
        <td>{{#values}}<span class="value">{{{.}}}</span> {{/values}}</td></tr>
        {{/anomalies}}
        {{^anomalies}}
        <tr><td colspan="5">No reading stands out.</td></tr>
        {{/anomalies}}
        </tbody>
        </table>
        </div>
        </section>

        <section id="distributions" aria-labelledby="distributions-h">
        <h2 id="distributions-h">Features in training and after</h2>
        <p>Filled: rows of training. Dashed outline: later rows. The share in common is the area that both cover.</p>
        <div class="grid">
        {{#distributionFigures}}
        <figure><figcaption><h3 class="code">{{{heading}}}</h3><p>{{{note}}}</p></figcaption>{{{svg}}}</figure>
        {{/distributionFigures}}
        </div>
        {{^distributionFigures}}
        <p>No feature has rows on both sides.</p>
        {{/distributionFigures}}
        </section>
        </main>
        <footer><p>The numbers behind this page are in its element <code>data</code>, as JSON.</p></footer>
        <script type="application/json" id="data">{{{data}}}</script>
        </body>
        </html>

        """
}
