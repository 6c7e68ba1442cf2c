/// The sections about forecasts, the same in every report.
struct ForecastTopics {
    /// Groups with all figures in a table; more would make the page heavy.
    private static let shownGroups = 12
    /// Trainings with their skills in a table.
    private static let shownTrainings = 24

    let quality: ForecastQuality
    let fans: [ForecastFan]
    /// What the forecasts were judged on, in words.
    let description: String
    /// Whether months and stations come with every figure, not with skill and error alone.
    let isDetailed: Bool

    /// In the order of the page.
    var all: [ReportTopic] {
        let hasTrainings = quality.sensors.contains { !$0.trainings.isEmpty }
        return [skill, months] + (hasTrainings ? [trainings] : []) + [intervals, stations, example]
    }

    private var skill: ReportTopic {
        let all = quality.sensors.flatMap(\.scores).map(\.skill)
        return ReportTopic(
            id: "skill", heading: "Forecast skill", lead: quality.skillSentence,
            explanations: [
                description,
                "Skill is 1 − error ÷ persistence's: 1 is perfect, 0 is no better than repeating the last value, and "
                    + "hollow bars are worse than that. Beside the bars stand two other simple forecasts: the value of "
                    + "yesterday at that hour, and the mean of the last seven days at that hour. A point at the lower "
                    + "edge with a number is off the scale.",
            ],
            figures: quality.sensors.enumerated().map { place, sensor in
                figure(of: sensor, place: place, allSkills: all)
            })
    }

    private var months: ReportTopic {
        ReportTopic(
            id: "months", heading: "Skill by month", lead: quality.rangeSentence(\.months, one: "month"),
            explanations: [
                "A row a month of issue, a column an hour ahead. Blue is better than persistence, vermilion with a "
                    + "minus sign worse. Months marked “part” have less than a quarter of the fullest month's forecasts."
            ],
            figures: quality.sensors.enumerated().map { place, sensor in
                let shown = Array(sensor.months.suffix(Self.shownGroups))
                return skillMap(
                    of: sensor, groups: shown, id: "month-\(place)", one: "month",
                    note: sensor.rangeSentence(of: sensor.months)
                        + Self.omission(shown, sensor.months, "newest", "months"),
                    table: table(of: sensor, groups: shown, one: "month"))
            })
    }

    private var trainings: ReportTopic {
        ReportTopic(
            id: "trainings", heading: "Skill by training", lead: quality.rangeSentence(\.trainings, one: "training"),
            explanations: [
                "A row a forecaster, named by the first day that it forecast; it learned from all outcomes known by then."
            ],
            figures: quality.sensors.enumerated().map { place, sensor in
                let shown = Array(sensor.trainings.suffix(Self.shownTrainings))
                return skillMap(
                    of: sensor, groups: shown, id: "training-\(place)", one: "training",
                    note: sensor.rangeSentence(of: sensor.trainings)
                        + Self.omission(shown, sensor.trainings, "newest", "trainings"),
                    table: DataTable(skillsOf: shown, one: "training", sensor: sensor))
            })
    }

    private var intervals: ReportTopic {
        ReportTopic(
            id: "intervals", heading: "How sure the forecasts are", lead: quality.coverageSentence,
            explanations: [
                "Each forecast has intervals in which its outcome should lie with a given probability. The points are the "
                    + "shares of outcomes that did, in %: above its dotted line an interval is too wide, below too narrow."
            ],
            figures: quality.sensors.enumerated().map { place, sensor in coverageFigure(of: sensor, place: place) })
    }

    private var stations: ReportTopic {
        ReportTopic(
            id: "stations", heading: "Stations", lead: quality.rangeSentence(\.stations, one: "station"),
            explanations: [
                "First the skill by hours ahead, then the share of outcomes inside of the intervals in %, all hours ahead "
                    + "together: blue where more outcomes lie inside than should, vermilion where fewer."
            ],
            figures: quality.sensors.enumerated().flatMap { place, sensor in
                stationFigures(of: sensor, place: place)
            })
    }

    private var example: ReportTopic {
        let fan = fans.first
        return ReportTopic(
            id: "example", heading: "An example",
            lead: fan.map {
                "Forecasts for \($0.station) as issued on \(ReportPage.minute($0.issuedAt)), with their intervals, and "
                    + "what was then measured."
            } ?? "There is no hour with all forecasts and outcomes.",
            explanations: fan == nil
                ? []
                : [
                    "Of all hours judged at this station it is the one in the middle when they are ordered by error. "
                        + "Points are forecasts; between them the lines are drawn straight."
                ],
            figures: fans.enumerated().map { place, fan in figure(of: fan, place: place) })
    }

    /// Says what a picture leaves out; empty when it shows all.
    static func omission(
        _ shown: [ForecastQuality.Group], _ all: [ForecastQuality.Group], _ which: String, _ many: String
    ) -> String {
        shown.count < all.count ? " The \(which) \(shown.count) of \(all.count) \(many) are shown." : ""
    }

    private func table(
        of sensor: ForecastQuality.Sensor, groups: [ForecastQuality.Group], one: String
    ) -> DataTable {
        isDetailed
            ? DataTable(groups, one: one, sensor: sensor, levels: quality.levels)
            : DataTable(skillsOf: groups, one: one, sensor: sensor)
    }

    private func stationFigures(of sensor: ForecastQuality.Sensor, place: Int) -> [ReportPage.Figure] {
        let shown = Array(sensor.stations.prefix(Self.shownGroups))
        let omission = Self.omission(shown, sensor.stations, "first", "stations")
        return [
            skillMap(
                of: sensor, groups: shown, id: "station-\(place)", one: "station",
                note: sensor.rangeSentence(of: sensor.stations) + omission,
                table: table(of: sensor, groups: shown, one: "station")),
            coverageMap(of: sensor, groups: shown, place: place, omission: omission),
        ]
    }
}
