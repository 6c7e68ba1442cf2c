import Pipeline
import Readings
import Testing

struct FanPlotTests {
    private func svg(_ fan: ForecastFan) -> String {
        FanPlot(
            caption: PlotCaption(id: "f", title: "fan", description: "of one hour"), fan: fan,
            valueTitle: "temperature, °C"
        ).svg.description
    }

    @Test func `draws a band for each level, the forecasts and what was measured`() {
        var random = Weyl(state: 3)
        let start = Timestamp(milliseconds: 1_372_636_800_000)
        let svg = svg(.sample(sensor: "temperature", unit: "°C", issuedAt: start, random: &random))
        for place in 0..<3 {
            let bands = svg.paths(ofClass: "band band-\(place)")
            #expect(bands.count == 1 && bands[0].hasSuffix("z"))
        }
        #expect(svg.paths(ofClass: "line line-0")[0].count { $0 == "l" } == 48)
        #expect(svg.paths(ofClass: "line line-1")[0].count { $0 == "l" } == 5)
        #expect(svg.contains(">issued</text>"))
        #expect(svg.complaint == nil)
    }

    @Test func `breaks the measured line at a missing hour`() {
        let start = Timestamp(milliseconds: 0)
        let fan = ForecastFan(
            station: "x", sensor: "x", unit: "x", issuedAt: start, present: 1, horizons: [], forecast: [], outcome: [],
            bands: [], times: [0, 1, 3, 4].map { start.advanced(hours: $0) }, measured: [1, 2, 3, 4])
        #expect(svg(fan).paths(ofClass: "line line-0")[0].count { $0 == "M" } == 2)
    }

    @Test(arguments: [0, 1, 3], [0, .nan, 1e300, -.infinity])
    func `stands any numbers`(_ count: Int, _ number: Double) {
        #expect(svg(.uniform(text: "<x>", number: number, count: count)).complaint == nil)
    }
}
