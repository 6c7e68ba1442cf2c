import Pipeline
import Testing

struct HeatMapTests {
    private func svg(_ tints: [[Double]], name: String = "EWR", columns: [String] = ["1", "6"]) -> String {
        HeatMap(
            caption: PlotCaption(id: "m", title: "skill", description: "by month"),
            rows: tints.map { row in
                HeatMap.Row(name: name, cells: row.map { HeatMap.Cell(text: "\($0)", tint: $0) })
            },
            columns: columns, rowTitle: "month", columnTitle: "hours ahead"
        ).svg.description
    }

    @Test func `writes every number and tints by its sign and size`() {
        let svg = svg([[0.1, 0.9], [-0.1, 7]])
        for text in ["0.1", "0.9", "-0.1", "7.0"] { #expect(svg.contains(">\(text)</text>")) }
        #expect(svg.paths(ofClass: "tint good-1").count == 1)
        #expect(svg.paths(ofClass: "tint good-4").map { $0.count { $0 == "M" } } == [2])
        #expect(svg.paths(ofClass: "tint bad-1").count == 1)
        #expect(svg.complaint == nil)
    }

    @Test(arguments: [0, .nan]) func `leaves a field that is neither good nor bad untinted`(_ tint: Double) {
        let svg = svg([[tint, 0.5]])
        #expect(svg.components(from: "<path class=\"tint", through: "/>").count == 1)
    }

    @Test func `shortens long names and shows hostile ones as they are`() {
        #expect(
            svg([[0, 0]], name: String(repeating: "n", count: 80)).contains(">\(String(repeating: "n", count: 21))…<"))
        let hostile = svg([[0, 0]], name: "<b>")
        #expect(hostile.contains(">&lt;b&gt;</text>"))
        #expect(hostile.complaint == nil)
    }

    @Test func `grows with its rows`() {
        #expect(svg([[0, 0]]).contains("viewBox=\"0 0 420 64\""))
        #expect(svg([[0, 0], [0, 0]]).contains("viewBox=\"0 0 420 86\""))
    }

    @Test func `says that there is no data`() {
        #expect(svg([]).contains(">no data</text>"))
        #expect(svg([[]], columns: []).contains(">no data</text>"))
    }
}
