import Pipeline
import Testing

struct BarPlotTests {
    private func svg(_ values: [Double], categories: [String]? = nil, reaching: [Double] = []) -> String {
        BarPlot(
            caption: PlotCaption(id: "b", title: "skill", description: "skill by hours ahead"),
            categories: categories ?? values.indices.map { "\($0 + 1)" }, values: values,
            categoryTitle: "hours ahead", valueTitle: "skill", reaching: reaching
        ).svg.description
    }

    @Test func `draws bars below zero hollow`() {
        let svg = svg([0.4, -0.2])
        #expect(svg.components(from: "<rect class=\"bar\"", through: "/>").count == 1)
        #expect(svg.components(from: "<rect class=\"bar bar-below\"", through: "/>").count == 1)
        #expect(svg.contains(">0.40</text>"))
        #expect(svg.contains(">−0.20</text>"))
        #expect(svg.complaint == nil)
    }

    @Test func `has no bar where there is no value`() {
        let svg = svg([0.4, .nan, .infinity])
        #expect(svg.components(from: "<rect", through: "/>").count == 1)
        #expect(svg.complaint == nil)
    }

    @Test func `reaches what its neighbours reach`() {
        #expect(!svg([0.1]).contains(">0.8</text>"))
        #expect(svg([0.1], reaching: [0.75]).contains(">0.8</text>"))
    }

    @Test func `leaves out names and numbers that would overlap`() {
        let svg = svg((1...48).map { Double($0) / 100 })
        #expect(svg.components(from: "<rect", through: "/>").count == 48)
        #expect(!svg.contains("class=\"value\""))
        #expect(svg.contains(">1</text>"))
        #expect(!svg.contains(">2</text>"))
    }

    @Test(arguments: [[], [.nan]] as [[Double]])
    func `says that there is no data`(_ values: [Double]) {
        #expect(svg(values).contains(">no data</text>"))
        #expect(svg(values).complaint == nil)
    }

    @Test(arguments: [[0], [0, 0], [0.3, 0.3], [1e100, -1e100]] as [[Double]])
    func `draws zeros, equal and extreme values`(_ values: [Double]) {
        #expect(svg(values).components(from: "<rect", through: "/>").count == values.count)
        #expect(svg(values).complaint == nil)
    }

    @Test func `draws as many bars as have a name and a value`() {
        #expect(svg([1, 2, 3], categories: ["a", "b"]).components(from: "<rect", through: "/>").count == 2)
    }

    @Test func `puts points below the floor at the edge, with their numbers`() {
        let svg = BarPlot(
            caption: PlotCaption(id: "b", title: "skill", description: "skill by hours ahead"),
            categories: ["1", "6"], values: [0.4, -3], categoryTitle: "hours ahead", valueTitle: "skill", reaching: [],
            floor: -0.4, barName: "forecast",
            marks: [
                BarPlot.Marks(name: "yesterday", values: [-3.21, 0.2]),
                BarPlot.Marks(name: "week", values: [.nan, 0.1]),
            ]
        ).svg.description
        #expect(svg.contains(">−3.2</text>"))
        #expect(svg.contains(">−3.00</text>"))
        #expect(!svg.contains(">−0.6</text>"))
        #expect(svg.paths(ofClass: "mark hollow-0")[0].count { $0 == "M" } == 2)
        #expect(svg.paths(ofClass: "mark hollow-1")[0].count { $0 == "M" } == 1)
        #expect(svg.contains(">yesterday</text>") && svg.contains(">week</text>"))
        #expect(svg.complaint == nil)
    }
}
