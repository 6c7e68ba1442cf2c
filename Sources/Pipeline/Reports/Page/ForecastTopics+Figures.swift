extension ForecastTopics {
    /// Below this a skill is drawn at the lower edge.
    private static let leastSkill = -0.4
    /// A skill with the deepest tint.
    private static let tintedSkill = 0.6
    /// A distance from its level with the deepest tint.
    private static let tintedGap = 0.12

    func figure(of sensor: ForecastQuality.Sensor, place: Int, allSkills: [Double]) -> ReportPage.Figure {
        let told = sensor.scores.map { "\($0.horizon) h: \($0.skill.fixedText(decimals: 2))" }
        let plot = BarPlot(
            caption: PlotCaption(
                id: "skill-\(place)", title: "Forecast skill for \(sensor.words)",
                description: "Skill by hours ahead. " + told.joined(separator: ", ") + "."),
            categories: sensor.scores.map { "\($0.horizon)" }, values: sensor.scores.map(\.skill),
            categoryTitle: "hours ahead", valueTitle: "skill (1 is perfect)", reaching: allSkills,
            floor: Self.leastSkill, barName: "forecast",
            marks: [
                BarPlot.Marks(name: "as yesterday", values: sensor.scores.map(\.seasonalNaiveSkill)),
                BarPlot.Marks(name: "mean of 7 days", values: sensor.scores.map(\.climatologySkill)),
            ])
        return ReportPage.Figure(
            heading: sensor.words, note: sensor.skillSentence, svg: plot.svg,
            table: DataTable(
                [ForecastQuality.Group(name: "", scores: sensor.scores)], one: nil, sensor: sensor,
                levels: quality.levels))
    }

    /// Skills as a field of numbers, a row a group.
    func skillMap(
        of sensor: ForecastQuality.Sensor, groups: [ForecastQuality.Group], id: String, one: String, note: String,
        table: DataTable
    ) -> ReportPage.Figure {
        let horizons = Set(groups.flatMap { $0.scores.map(\.horizon) }).sorted()
        let plot = HeatMap(
            caption: PlotCaption(id: id, title: "Skill of \(sensor.words) by \(one)", description: note),
            rows: groups.map { group in
                HeatMap.Row(
                    name: group.name + (group.isPart(of: groups) ? " (part)" : ""),
                    cells: horizons.map { horizon in
                        let skill = group.scores.first { $0.horizon == horizon }?.skill ?? .nan
                        return HeatMap.Cell(
                            text: skill.fixedText(decimals: 2), tint: skill.rounded(toDecimals: 2) / Self.tintedSkill)
                    })
            },
            columns: horizons.map(String.init), rowTitle: one, columnTitle: "skill by hours ahead")
        return ReportPage.Figure(heading: "\(sensor.words): skill", note: note, svg: plot.svg, table: table)
    }

    func coverageFigure(of sensor: ForecastQuality.Sensor, place: Int) -> ReportPage.Figure {
        let note = sensor.coverageSentence(levels: quality.levels, main: quality.mainLevel)
        let plot = LevelPlot(
            caption: PlotCaption(
                id: "coverage-\(place)", title: "Coverage of the intervals of \(sensor.words)", description: note),
            categories: sensor.scores.map { "\($0.horizon)" },
            series: quality.levels.enumerated().map { level, probability in
                LevelPlot.Series(
                    level: probability,
                    values: sensor.scores.map { level < $0.coverage.count ? $0.coverage[level] : .nan })
            },
            categoryTitle: "hours ahead", valueTitle: "outcomes inside, %")
        return ReportPage.Figure(
            heading: sensor.words, note: note, svg: plot.svg,
            table: DataTable(
                caption: "outcomes of \(sensor.words) inside of the intervals, %",
                columns: ["hours ahead", "forecasts"]
                    + quality.levels.map { "in \(ForecastQuality.name(ofLevel: $0))" },
                rows: quality.levels.isEmpty
                    ? []
                    : sensor.scores.map { score in
                        ["\(score.horizon)", "\(score.count)"]
                            + score.coverage.map { ($0 * 100).fixedText(decimals: 1) }
                    }))
    }

    /// Shares of outcomes inside of the intervals as a field of numbers, a row a station.
    func coverageMap(
        of sensor: ForecastQuality.Sensor, groups: [ForecastQuality.Group], place: Int, omission: String
    ) -> ReportPage.Figure {
        let note = sensor.stationCoverageSentence(levels: quality.levels, main: quality.mainLevel) + omission
        let names = quality.levels.map(ForecastQuality.name(ofLevel:))
        let shares = groups.map { group in quality.levels.indices.map { group.coverage(level: $0) } }
        let plot = HeatMap(
            caption: PlotCaption(
                id: "station-coverage-\(place)", title: "Coverage of the intervals of \(sensor.words) by station",
                description: note),
            rows: zip(groups, shares).map { group, shares in
                HeatMap.Row(
                    name: group.name,
                    cells: zip(shares, quality.levels).map { share, level in
                        HeatMap.Cell(
                            text: (share * 100).fixedText(decimals: 1),
                            tint: (share - level).rounded(toDecimals: 3) / Self.tintedGap)
                    })
            },
            columns: names, rowTitle: "station", columnTitle: "outcomes inside, % by interval")
        return ReportPage.Figure(
            heading: "\(sensor.words): intervals", note: note, svg: plot.svg,
            table: DataTable(
                caption: "outcomes of \(sensor.words) inside of the intervals by station, %",
                columns: ["station", "forecasts"] + names.map { "in \($0)" },
                rows: zip(groups, shares).map { group, shares in
                    [group.name, "\(group.count)"] + shares.map { ($0 * 100).fixedText(decimals: 1) }
                }))
    }

    func figure(of fan: ForecastFan, place: Int) -> ReportPage.Figure {
        let words = String(fan.sensor.map { $0 == "_" ? " " : $0 })
        let heading = "\(fan.station): \(words)"
        let plot = FanPlot(
            caption: PlotCaption(
                id: "fan-\(place)", title: "Forecasts of \(words) for \(fan.station) with intervals",
                description: fan.sentence),
            fan: fan, valueTitle: "\(words), \(fan.unit)")
        return ReportPage.Figure(
            heading: heading, note: fan.sentence, svg: plot.svg,
            table: DataTable(
                caption: "forecasts of \(words) for \(fan.station), \(fan.unit)",
                columns: ["hours ahead", "forecast", "measured"]
                    + fan.bands.map { "\(ForecastQuality.name(ofLevel: $0.level)) interval" },
                rows: fan.horizons.indices.map { row in
                    [fan.forecast, fan.outcome].reduce(into: ["\(fan.horizons[row])"]) { cells, values in
                        cells.append((row < values.count ? values[row] : .nan).fixedText(decimals: 2))
                    }
                        + fan.bands.map { band in
                            guard row < band.lower.count, row < band.upper.count else { return "–" }
                            let (lower, upper) = (band.lower[row], band.upper[row])
                            return "\(lower.fixedText(decimals: 2)) to \(upper.fixedText(decimals: 2))"
                        }
                }))
    }
}
