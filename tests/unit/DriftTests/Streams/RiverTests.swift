import Drift
import Testing

/// Detections of river 0.26.1 and numpy, place by place.
struct RiverTests {
    @Test func `the fixture has streams for every set of parameters`() throws {
        let fixture = try StreamFixture.loaded.get()
        #expect(fixture.streams.count >= 24)
        for stream in fixture.streams {
            #expect(stream.adwin.count == fixture.adwin.count)
            #expect(stream.pageHinkley.count == fixture.pageHinkley.count)
            #expect(stream.cusum.count == fixture.cusum.count)
        }
    }

    @Test(arguments: try StreamFixture.streams())
    func `a stream has the same values on both sides, to the bit`(stream: SeededStream) {
        #expect(stream.values.reduce(0, +) == stream.sum)
    }

    @Test(arguments: try StreamFixture.streams())
    func `ADWIN finds a change where river does, and ends with its window`(stream: SeededStream) throws {
        let values = stream.values
        for (parameters, answer) in zip(try StreamFixture.loaded.get().adwin, stream.adwin) {
            var detector = parameters.detector
            #expect(detector.detections(in: values) == answer.detections, "\(parameters)")
            #expect(detector.width == answer.width, "\(parameters)")
            #expect(detector.mean == answer.mean, "\(parameters)")
            #expect(detector.variance == answer.variance, "\(parameters)")
        }
    }

    @Test(arguments: try StreamFixture.streams())
    func `Page–Hinkley finds a change where river does`(stream: SeededStream) throws {
        let values = stream.values
        for (parameters, places) in zip(try StreamFixture.loaded.get().pageHinkley, stream.pageHinkley) {
            var detector = parameters.detector
            #expect(detector.detections(in: values) == places, "\(parameters)")
        }
    }

    @Test(arguments: try StreamFixture.streams())
    func `CUSUM finds a change where numpy does, on the same side`(stream: SeededStream) throws {
        let values = stream.standardized
        for (parameters, answer) in zip(try StreamFixture.loaded.get().cusum, stream.cusum) {
            var detector = parameters.detector
            var (risen, fallen) = ([Int](), [Int]())
            for (place, value) in values.enumerated() where detector.update(value) {
                if detector.side == .upper { risen.append(place) } else { fallen.append(place) }
            }
            #expect(risen == answer.risen, "\(parameters)")
            #expect(fallen == answer.fallen, "\(parameters)")
            #expect(detector.upper == answer.upper, "\(parameters)")
            #expect(detector.lower == answer.lower, "\(parameters)")
        }
    }
}
