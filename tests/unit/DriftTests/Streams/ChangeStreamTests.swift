import Drift
import Testing
import TestSupport

/// What holds for every detector.
struct ChangeStreamTests {
    /// Detectors that find a jump by five.
    static let detectors: [any ChangeStream] = [
        AdaptiveWindow(), AdaptiveWindow(delta: 0.05, clock: 1), PageHinkley(), PageHinkley(mode: .up), CumulativeSum(),
        CumulativeSum(clip: 3),
    ]

    private static func jump(to level: Double, seed: UInt64 = 5) -> [Double] {
        var random = SeededRandom(seed: seed)
        return (0..<600).map { ($0 < 300 ? 0 : level) + random.normal() / 4 }
    }

    private static func detections(of detector: any ChangeStream, in values: [Double]) -> [Int] {
        var detector = detector
        return detector.detections(in: values)
    }

    @Test(arguments: detectors.indices)
    func `a jump is found soon after it, and not before`(detector: Int) {
        let found = Self.detections(of: Self.detectors[detector], in: Self.jump(to: 5))
        #expect(found.first.map { (300..<340).contains($0) } == true)
    }

    @Test(arguments: detectors.indices)
    func `values that are not finite or too large for squares change nothing`(detector: Int) {
        let values = Self.jump(to: 5)
        let expected = Self.detections(of: Self.detectors[detector], in: values)
        let odd = [Double.nan, .infinity, -.infinity, .signalingNaN, .greatestFiniteMagnitude, -1e300]
        var (state, found) = (Self.detectors[detector], [Int]())
        for (place, value) in values.enumerated() {
            if state.update(value) { found.append(place) }
            let before = "\(state)"
            #expect(state.update(odd[place % odd.count]) == false)
            #expect("\(state)" == before)
        }
        #expect(found == expected)
    }

    @Test(arguments: detectors.indices)
    func `after a change the next value begins a new stream`(detector: Int) throws {
        let values = Self.jump(to: 5)
        var used = Self.detectors[detector]
        let first = try #require(values.firstIndex { used.update($0) })
        var fresh = Self.detectors[detector]
        let rest = Array(values[(first + 1)...])
        let found = used.detections(in: rest)
        #expect(found == fresh.detections(in: rest))
        #expect("\(used)" == "\(fresh)")
    }

    @Test(arguments: detectors.indices)
    func `the greatest values that are taken in leave a detector able to find a change`(detector: Int) {
        var state = Self.detectors[detector]
        for place in 0..<4_000 { _ = state.update(place.isMultiple(of: 2) ? 1e140 : -1e140) }
        // However long its memory is, a stream that calms down and jumps is a changed one at some time.
        let calm = [Double](repeating: 0, count: 4_000) + [Double](repeating: 1e140, count: 4_000)
        let found = calm.contains { state.update($0) }
        #expect(found)
    }
}
