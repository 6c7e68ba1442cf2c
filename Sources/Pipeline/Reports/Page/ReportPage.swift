/// What the template of the report's page is filled with. All text is `Markup`, so nothing is left to escape.
struct ReportPage {
    /// A picture under its heading.
    struct Figure {
        let heading: Markup
        let note: Markup
        let svg: Markup
    }

    /// A row of the table of models.
    struct ModelRow {
        let name: Markup
        let version: Int
        let purpose: Markup
        let directory: Markup
    }

    /// A sensor's rows of the skill table.
    struct SkillGroup {
        let sensor: Markup
        let rows: [SkillRow]
    }

    /// A row of the skill table.
    struct SkillRow {
        let horizon: Int
        let error: Markup
        let persistenceError: Markup
        let skill: Markup
        let isWorse: Bool
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
    let skillDescription: Markup
    let skillFigures: [Figure]
    let skillGroups: [SkillGroup]
    let traceFigures: [Figure]
    let threshold: Markup
    let trainedUntil: Markup
    let scoreFigures: [Figure]
    let anomalies: [AnomalyRow]
    let distributionFigures: [Figure]
}
