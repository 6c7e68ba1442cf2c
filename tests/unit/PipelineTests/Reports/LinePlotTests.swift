import Pipeline
import Readings
import Testing

struct LinePlotTests {
    private func svg(_ values: [[Double]], count: Int) -> String {
        LinePlot(
            caption: PlotCaption(id: "p", title: "a < b", description: "\"quoted\""),
            times: (0..<count).map { Timestamp(milliseconds: 0).advanced(hours: $0) },
            series: values.enumerated().map { LinePlot.Series(name: "<series \($0)>", values: $1) },
            valueTitle: "temperature, °C"
        ).svg.description
    }

    /// The lines of the data, without the samples in the legend, which come after.
    private func lines(_ svg: String, _ place: Int) -> String { svg.paths(ofClass: "line line-\(place)")[0] }

    @Test func `breaks a line at gaps and shows a lonely point as a dot`() {
        let svg = svg([[1, 2, .nan, 3, .nan, 4, 5]], count: 7)
        let path = lines(svg, 0)
        #expect(path.split(separator: "M").count == 3)
        #expect(path.count { $0 == "l" } == 2)
        #expect(path.count { $0 == "h" } == 1)
        #expect(svg.complaint == nil)
    }

    @Test func `a threshold is drawn across, named, and has its place`() {
        let svg = LinePlot(
            caption: PlotCaption(id: "p", title: "t", description: "d"),
            times: (0..<3).map { Timestamp(milliseconds: 0).advanced(hours: $0) },
            series: [LinePlot.Series(name: "one", values: [0, 5, 5])], valueTitle: "score", threshold: 10
        ).svg.description
        #expect(svg.paths(ofClass: "threshold").count == 1)
        #expect(svg.contains(">score; dashed: 10</text>"))
        // The data end halfway up, and the threshold is the top.
        #expect(lines(svg, 0).hasPrefix("M320 208l138-87l"))
    }

    @Test func `places ends of the data at the ends of the plot`() {
        #expect(lines(svg([[0, 10, 5]], count: 3), 0) == "M320 208l138-174l138 87")
    }

    @Test func `tells series apart by class and by name`() {
        let svg = svg([[1, 2], [2, 1]], count: 2)
        #expect(svg.paths(ofClass: "line line-0").count == 2)
        #expect(svg.paths(ofClass: "line line-1").count == 2)
        #expect(svg.contains("&lt;series 1&gt;</text>"))
    }

    @Test func `is an image with a name, a description and a unit`() {
        let svg = svg([[1, 2]], count: 2)
        #expect(svg.contains("role=\"img\" aria-labelledby=\"p-title\" aria-describedby=\"p-desc\""))
        #expect(svg.contains("<title id=\"p-title\">a &lt; b</title>"))
        #expect(svg.contains("<desc id=\"p-desc\">&quot;quoted&quot;</desc>"))
        #expect(svg.contains(">temperature, °C</text>"))
        #expect(svg.contains(">UTC, 1970</text>") || svg.contains(">UTC, 1969–1970</text>"))
    }

    @Test(
        arguments: [
            ([], 0), ([[]], 0), ([[.nan, .nan]], 2), ([[.infinity, -.infinity]], 2), ([[1e200]], 1),
        ] as [([[Double]], Int)])
    func `says that there is no data`(_ values: [[Double]], _ count: Int) {
        let svg = svg(values, count: count)
        #expect(svg.contains(">no data</text>"))
        #expect(svg.complaint == nil)
    }

    @Test(
        arguments: [
            ([[5]], 1), ([[5, 5, 5]], 3), ([[0, 0]], 2), ([[1, 2, 3]], 2), ([[1]], 3), ([[1e100, -1e100]], 2),
        ] as [([[Double]], Int)])
    func `draws single, equal, extreme and ragged values`(_ values: [[Double]], _ count: Int) {
        let svg = svg(values, count: count)
        #expect(!svg.contains(">no data</text>"))
        #expect(svg.complaint == nil)
    }
}
