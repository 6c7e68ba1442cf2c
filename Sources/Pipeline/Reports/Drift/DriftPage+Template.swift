extension DriftPage {
    /// What this page has besides the style of all pages.
    static let styleSheet = """
        svg .quantile{stroke:var(--red);stroke-opacity:.8;stroke-width:3.4}
        .moment{white-space:nowrap}
        .moved{color:var(--red);font-weight:600}
        .feature{border-bottom:1px solid var(--rule);padding:.25rem 0;font-size:1rem}
        .feature>summary{color:var(--ink);padding:.4rem 0}
        .feature>summary code{font-weight:600}
        .feature>summary span{color:var(--soft);font-size:.85rem;margin-left:.6rem}
        .feature>p{font-size:.85rem;color:var(--soft);margin:.2rem 0 .8rem}
        .feature .grid{grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr))}
        .key{display:inline-block;width:1.6em;height:.75em;vertical-align:baseline;margin-right:.3em}
        .key-reference{background:var(--pale)}
        .key-current{border:1.5px dashed var(--red)}
        .numbers th,.numbers td{overflow-wrap:normal}

        """

    /// Everything filled in is `Markup` or an id of our own, hence the triple braces.
    static let template = """
        \(ReportPage.opening(title: "Drift report"))
        <header>
        <h1>What has moved</h1>
        <p>Current window: {{{current}}}. Reference: {{{reference}}}.</p>
        </header>
        <nav aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <ol>
        <li><a href="#summary">Summary</a></li>
        <li><a href="#groups">Who votes</a></li>
        <li><a href="#time">Over time</a></li>
        <li><a href="#features">Features</a></li>
        <li><a href="#reading">How to read this</a></li>
        </ol>
        </nav>
        <main>
        <section id="summary" aria-labelledby="summary-h">
        <h2 id="summary-h">Summary</h2>
        <p class="verdict">{{{verdict}}}</p>
        <p>{{{nextStep}}}</p>
        <ul>
        {{#findings}}
        <li>{{{.}}}</li>
        {{/findings}}
        </ul>
        </section>

        <section id="groups" aria-labelledby="groups-h">
        <h2 id="groups-h">Who votes</h2>
        <p>{{{thresholdWords}}} Features made of one sensor vote together; the one that has moved farthest speaks. \
        IQR is the distance between the quartiles of the reference.</p>
        {{#hasGroups}}
        <div class="scroll" tabindex="0" role="region" aria-label="Who votes, table">
        <table>
        <thead><tr><th scope="col">Name</th><th scope="col">Verdict</th>\
        <th scope="col">Speaker</th><th scope="col" class="number">Score</th>\
        <th scope="col" class="number">Threshold</th><th scope="col" class="number">Median before</th>\
        <th scope="col" class="number">Median now</th><th scope="col" class="number">Moved, IQR</th>\
        {{#hasSeason}}<th scope="col" class="number">Season</th>{{/hasSeason}}\
        <th scope="col">Beyond since</th></tr></thead>
        <tbody>
        {{#groups}}
        <tr><th scope="row">{{{name}}}</th><td class="{{{style}}}">{{{verdict}}}</td><td>{{{members}}}</td>\
        {{#cells}}<td class="number">{{{.}}}</td>{{/cells}}<td class="moment">{{{since}}}</td></tr>
        {{/groups}}
        </tbody>
        </table>
        </div>
        {{/hasGroups}}
        {{^hasGroups}}
        <p>No column that votes has values on both sides.</p>
        {{/hasGroups}}
        </section>

        <section id="time" aria-labelledby="time-h">
        <h2 id="time-h">Over time</h2>
        {{#plots}}
        <figure><figcaption><h3>{{{heading}}}</h3><p>{{{note}}}</p></figcaption>\
        <div class="scroll wide" tabindex="0" role="group" aria-label="{{{heading}}}">{{{svg}}}</div>{{{table}}}</figure>
        {{/plots}}
        {{^plots}}
        <p>The current window is too short to be cut into stretches.</p>
        {{/plots}}
        </section>

        <section id="features" aria-labelledby="features-h">
        <h2 id="features-h">Features</h2>
        {{{figures}}}
        <p><span class="key key-reference"></span>reference <span class="key key-current"></span>current window. \
        Right: quantiles of the current window over those of the reference, equal on the dotted line.</p>
        {{#features}}
        <details class="feature" id="{{{id}}}"{{{open}}}><summary><code>{{{name}}}</code><span>{{{verdict}}}</span></summary>
        <p>{{{note}}}</p>
        <div class="grid">{{#pictures}}<figure>{{{.}}}</figure>{{/pictures}}</div>
        {{#tables}}{{{.}}}{{/tables}}
        </details>
        {{/features}}
        {{^features}}
        <p>No column is on both sides.</p>
        {{/features}}
        </section>

        <section id="reading" aria-labelledby="reading-h">
        <h2 id="reading-h">How to read this</h2>
        <p><code>wasserstein_norm</code> is the mean distance by which values would have to be moved to turn one \
        distribution into the other, in standard deviations of the reference. Two samples of one distribution score about \
        0.04 with 1,000 values each.</p>
        <p>Hours of weather are not independent of each other: a thousand of them are some ten weather systems. On healthy \
        readings, a month held against a year scores beyond 0.3 for temperature nearly always, so a score says that \
        something has moved, not that a sensor is broken or a model bad.</p>
        <p><code>ks</code> and other tests with a p-value find the smallest difference when there are many rows; \
        the distances say how large it is.</p>
        <p>Medians and interquartile ranges stand beside means and standard deviations because one impossible value moves \
        the latter, and hides a drift.</p>
        </section>
        </main>
        <footer><p>The numbers behind this page are in its element <code>data</code>, as JSON; \
        <code>driftdetector drift report --json</code> prints the same.</p></footer>
        <script type="application/json" id="data">{{{data}}}</script>
        </body>
        </html>

        """
}
