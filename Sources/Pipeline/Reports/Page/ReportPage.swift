/// What the template of the report's page is filled with. All text is `Markup`, so nothing is left to escape.
struct ReportPage {
    /// A picture under its heading.
    struct Figure {
        let heading: Markup
        let note: Markup
        let svg: Markup
        /// The numbers behind it, empty where they are elsewhere.
        let table: Markup

        init(heading: String, note: String, svg: Markup, table: DataTable? = nil) {
            self.heading = Markup(escaping: heading)
            self.note = Markup(escaping: note)
            self.svg = svg
            self.table = table?.markup ?? Markup(wellFormed: "")
        }
    }

    /// A row of the table of models.
    struct ModelRow {
        let name: Markup
        let version: Int
        let purpose: Markup
        let directory: Markup
    }

    /// A row of the table of strange readings.
    struct AnomalyRow {
        let rank: Int
        let station: Markup
        let moment: Markup
        let time: Markup
        let score: Markup
        let values: [Markup]
    }

    let style: Markup
    let data: Markup
    let dataDescription: Markup
    let verdict: [Markup]
    let findings: [Markup]
    let models: [ModelRow]
    let topics: [ReportTopic]
    let traceFigures: [Figure]
    let detectorSentences: [Markup]
    let detectorNames: [Markup]
    let monthRows: [DetectorRow]
    let faultRows: [DetectorRow]
    let threshold: Markup
    let trainedUntil: Markup
    let scoreFigures: [Figure]
    let anomalies: [AnomalyRow]
    let distributionFigures: [Figure]
}
