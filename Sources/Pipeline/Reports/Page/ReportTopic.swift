/// A section of a report's page: what is seen in words, how to read it, and pictures.
struct ReportTopic {
    /// Unique on the page; letters.
    let id: String
    let heading: Markup
    let lead: Markup
    let explanations: [Markup]
    let figures: [ReportPage.Figure]

    init(id: String, heading: String, lead: String, explanations: [String], figures: [ReportPage.Figure]) {
        self.id = id
        self.heading = Markup(escaping: heading)
        self.lead = Markup(escaping: lead)
        self.explanations = explanations.map(Markup.init(escaping:))
        self.figures = figures
    }

    /// A list item for each of `topics`.
    static let contentsTemplate = """
        {{#topics}}
        <li><a href="#{{{id}}}">{{{heading}}}</a></li>
        {{/topics}}
        """

    /// A section for each of `topics`.
    static let template = """
        {{#topics}}
        <section id="{{{id}}}" aria-labelledby="{{{id}}}-h">
        <h2 id="{{{id}}}-h">{{{heading}}}</h2>
        <p class="lead">{{{lead}}}</p>
        {{#explanations}}
        <p>{{{.}}}</p>
        {{/explanations}}
        <div class="grid pairs">
        {{#figures}}
        <figure><figcaption><h3>{{{heading}}}</h3><p>{{{note}}}</p></figcaption>{{{svg}}}{{{table}}}</figure>
        {{/figures}}
        </div>
        </section>

        {{/topics}}
        """
}
