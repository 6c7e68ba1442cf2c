import Pipeline
import Testing

struct HistogramPlotTests {
    private func svg(_ edges: [Double], _ filled: [Double], _ outlined: [Double]) -> String {
        HistogramPlot(
            caption: PlotCaption(id: "h", title: "feature", description: "two distributions"), edges: edges,
            filled: filled, outlined: outlined, valueTitle: "hour_sin"
        ).svg.description
    }

    @Test func `draws a staircase from the base line and back to it`() {
        let svg = svg([0, 1, 2], [0.5, 0.5], [0.25, 0.75])
        #expect(svg.paths(ofClass: "filled") == ["M40 140V83H160V83H280V140"])
        #expect(svg.paths(ofClass: "outlined").count == 1)
        #expect(svg.contains(">share of rows, %</text>"))
        #expect(svg.complaint == nil)
    }

    @Test func `leaves out bins without a number or an end`() {
        let svg = svg([0, 1, 2, .infinity], [0.5, .nan, 0.5], [0, 0, 0])
        #expect(svg.paths(ofClass: "filled").count == 1)
        #expect(svg.complaint == nil)
    }

    @Test func `goes along the base line where a bin has no number`() {
        let svg = svg([0, 1, 2, 3], [0.5, .nan, 0.5], [0, 0, 0])
        #expect(svg.paths(ofClass: "filled") == ["M40 140V45H120V140H200V45H280V140"])
    }

    @Test(
        arguments: [
            ([], [], []), ([1], [], []), ([.nan, .nan], [1], [1]), ([0, 1], [], []),
        ] as [([Double], [Double], [Double])])
    func `says that there is no data`(_ edges: [Double], _ filled: [Double], _ outlined: [Double]) {
        let svg = svg(edges, filled, outlined)
        #expect(svg.contains(">no data</text>"))
        #expect(svg.complaint == nil)
    }

    @Test(
        arguments: [
            ([5, 5], [1], [1]), ([5, 5, 5], [0.5, 0.5], []), ([0, 1], [0], [0]), ([0, 1, 2], [1], [0.5, 0.25, 0.25]),
            ([-1e100, 0, 1e100], [0.5, 0.5], [1, 0]), ([0, 1e-300], [1], [1]),
        ] as [([Double], [Double], [Double])])
    func `draws constant, empty, ragged and extreme bins`(_ edges: [Double], _ filled: [Double], _ outlined: [Double]) {
        let svg = svg(edges, filled, outlined)
        #expect(svg.paths(ofClass: "filled").count == 1)
        #expect(svg.complaint == nil)
    }
}
