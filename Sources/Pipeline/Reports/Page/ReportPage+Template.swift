extension ReportPage {
    /// Everything filled in is `Markup` or a whole number, hence the triple braces.
    static let template = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>First run of DriftDetector</title>
        <style>{{{style}}}</style>
        </head>
        <body>
        <a class="skip" href="#summary">Skip to the summary</a>
        <header>
        <h1>What the first run found</h1>
        <p>{{{dataDescription}}}</p>
        </header>
        <nav aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <ol>
        <li><a href="#summary">Summary</a></li>
        <li><a href="#models">Models</a></li>
        <li><a href="#skill">Forecast skill</a></li>
        <li><a href="#traces">Forecast and outcome</a></li>
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

        <section id="skill" aria-labelledby="skill-h">
        <h2 id="skill-h">Forecast skill</h2>
        <p>{{{skillDescription}}}</p>
        <p>Skill is 1 − error ÷ persistence's error: 1 is perfect, 0 is no better than repeating the last value. \
        Hollow bars are worse than that.</p>
        <div class="grid pairs">
        {{#skillFigures}}
        <figure><figcaption><h3>{{{heading}}}</h3></figcaption>{{{svg}}}</figure>
        {{/skillFigures}}
        </div>
        {{^skillGroups}}
        <p>No forecast has been judged.</p>
        {{/skillGroups}}
        <div class="scroll" tabindex="0" role="region" aria-label="Forecast skill, table">
        <table class="figures">
        <caption>Mean absolute errors and skill</caption>
        <thead>
        <tr><th scope="col" class="number">Hours ahead</th><th scope="col" class="number">Error</th>\
        <th scope="col" class="number">Error of persistence</th><th scope="col" class="number">Skill</th></tr>
        </thead>
        {{#skillGroups}}
        <tbody>
        <tr><th scope="rowgroup" colspan="4" class="group">{{{sensor}}}</th></tr>
        {{#rows}}
        <tr><th scope="row" class="number">{{{horizon}}}</th><td class="number">{{{error}}}</td>\
        <td class="number">{{{persistenceError}}}</td>\
        <td class="number{{#isWorse}} worse{{/isWorse}}">{{{skill}}}</td></tr>
        {{/rows}}
        </tbody>
        {{/skillGroups}}
        </table>
        </div>
        </section>

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
