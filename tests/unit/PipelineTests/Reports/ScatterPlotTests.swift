import Pipeline
import Readings
import Testing

struct ScatterPlotTests {
    private func svg(_ values: [Double], threshold: Double = 0.6, boundaryHour: Int = 5) -> String {
        let start = Timestamp(milliseconds: 0)
        return ScatterPlot(
            caption: PlotCaption(id: "s", title: "scores", description: "scores over time"),
            times: values.indices.map { start.advanced(hours: $0) }, values: values, valueTitle: "score, 0 to 1",
            threshold: threshold, boundary: start.advanced(hours: boundaryHour), boundaryLabel: "training ended"
        ).svg.description
    }

    private func count(_ style: String, in svg: String) -> Int {
        svg.paths(ofClass: style).joined().count { $0 == "M" }
    }

    @Test func `draws every point at or above the threshold and thins the others`() {
        let svg = svg((0..<8_700).map { $0 % 10 == 0 ? 0.6 : 0.4 }, boundaryHour: 6_000)
        #expect(count("diamond", in: svg) == 870)
        // 828 units of width hold 276 squares of three, and one may be cut at each end.
        #expect((276...278).contains(count("dot", in: svg)))
        #expect(svg.complaint == nil)
    }

    @Test func `keeps few points as they are`() {
        let svg = svg([0.4, 0.5, .nan, 0.7, 0.45, 0.3, 0.41])
        #expect(count("dot", in: svg) == 5)
        #expect(count("diamond", in: svg) == 1)
    }

    @Test func `shows the threshold and where training ended`() {
        let svg = svg([0.4, 0.5, 0.4, 0.7, 0.4, 0.4, 0.4, 0.4])
        #expect(svg.contains("threshold 0.600</text>"))
        #expect(svg.paths(ofClass: "threshold").count == 1)
        #expect(svg.paths(ofClass: "boundary").count == 1)
        #expect(svg.contains("training ended</text>"))
    }

    @Test(arguments: [-100, 100])
    func `leaves out a boundary beyond the data`(_ hour: Int) {
        let svg = svg([0.4, 0.5, 0.4, 0.7, 0.4, 0.4, 0.4, 0.4], boundaryHour: hour)
        #expect(svg.paths(ofClass: "boundary").isEmpty)
        #expect(svg.complaint == nil)
    }

    @Test(arguments: [[], [.nan, .nan]] as [[Double]])
    func `says that there is no data`(_ values: [Double]) {
        let svg = svg(values)
        #expect(svg.contains(">no data</text>"))
        #expect(svg.complaint == nil)
    }

    @Test(
        arguments: [([0.5], 0.6), ([0.5, 0.5, 0.5], 0.5), ([0.5, 0.6], .infinity), ([0.5], .nan)]
            as [([Double], Double)])
    func `draws single and equal values under any threshold`(_ values: [Double], _ threshold: Double) {
        let svg = svg(values, threshold: threshold)
        #expect(count("dot", in: svg) + count("diamond", in: svg) == values.count)
        #expect(svg.complaint == nil)
    }
}
