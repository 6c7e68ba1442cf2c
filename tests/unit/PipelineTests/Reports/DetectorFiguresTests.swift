import Pipeline
import Readings
import Testing

struct DetectorFiguresTests {
    @Test func `shares flagged readings by month and takes areas from the metrics`() {
        let start = Timestamp(milliseconds: 1_372_636_800_000)
        let figures = DetectorFigures(
            name: "forest", scores: [0.7, 0.6, 0.5, .nan, 0.6],
            times: [0, 1, 2, 3, 31 * 24].map { start.advanced(hours: $0) }, threshold: 0.6,
            metrics: ["auroc_spike": 0.9, "test_rows": 5])
        #expect(figures.flaggedShare == ["2013-07": 0.5, "2013-08": 1])
        #expect(figures.areaUnderROC == ["spike": 0.9])
    }
}
