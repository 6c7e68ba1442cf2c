import Pipeline
import Testing

struct LevelPlotTests {
    private func svg(_ values: [Double], levels: [Double] = [0.8]) -> String {
        LevelPlot(
            caption: PlotCaption(id: "l", title: "coverage", description: "by hours ahead"),
            categories: values.indices.map { "\($0 + 1)" },
            series: levels.map { LevelPlot.Series(level: $0, values: values) }, categoryTitle: "hours ahead",
            valueTitle: "outcomes inside, %"
        ).svg.description
    }

    @Test func `draws points beside the line on which they should lie`() {
        let svg = svg([0.78, 0.82])
        #expect(svg.paths(ofClass: "nominal").first == "M44 92.7l368 0")
        #expect(svg.contains(">78</text>") && svg.contains(">82</text>"))
        #expect(svg.contains(">80 %</text>"))
        #expect(svg.complaint == nil)
    }

    @Test func `breaks where there is no share`() {
        let line = svg([0.78, .nan, 0.82, 0.8]).paths(ofClass: "line level-0")[0]
        #expect(line.count { $0 == "M" } == 2)
        #expect(line.count { $0 == "l" } == 1)
    }

    @Test(arguments: [[], [.nan], [.infinity]] as [[Double]])
    func `says that there is no data`(_ values: [Double]) {
        #expect(svg(values).contains(">no data</text>"))
        #expect(svg(values).complaint == nil)
        #expect(svg(values, levels: []).complaint == nil)
    }
}
