import Drift
import Testing
import TestSupport

/// What each detector shows of itself.
struct DetectorTests {
    @Test func `a window has the moments of its values, and none before the first`() {
        var window = AdaptiveWindow()
        #expect(window.width == 0)
        #expect(window.mean == nil)
        #expect(window.variance == nil)
        for value in 1...1_000 { _ = window.update(Double(value % 7)) }
        let values = (1...1_000).map { Double($0 % 7) }
        let mean = values.reduce(0, +) / 1_000
        #expect(window.width == 1_000)
        #expect(agree(window.mean ?? .nan, mean, relative: 1e-12))
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1_000
        #expect(agree(window.variance ?? .nan, variance, relative: 1e-12))
    }

    @Test func `a window is cut to what came after a jump, and its mean with it`() {
        var (window, random) = (AdaptiveWindow(clock: 1), SeededRandom(seed: 7))
        for place in 0..<2_000 where window.update((place < 1_000 ? 0 : 3) + random.normal()) {
            #expect((1_000..<1_020).contains(place))
            #expect(window.width < place)
        }
        #expect((970...1_000).contains(window.width))
        #expect(agree(window.mean ?? .nan, 3, relative: 0.05))
    }

    @Test func `a long stream of one kind is kept whole`() {
        var (window, random) = (AdaptiveWindow(), SeededRandom(seed: 8))
        let found = window.detections(in: (0..<200_000).map { _ in random.uniform() })
        #expect(found.isEmpty)
        #expect(window.width == 200_000)
        #expect(agree(window.mean ?? .nan, 0.5, relative: 0.01))
        #expect(agree(window.variance ?? .nan, 1.0 / 12, relative: 0.01))
    }

    @Test func `Page–Hinkley shows its mean and how far it has risen and fallen`() {
        var detector = PageHinkley(delta: 0)
        #expect(detector.mean == 0)
        #expect(detector.rise == 0)
        #expect(detector.fall == 0)
        for value in [1.0, 2, 3] { #expect(detector.update(value) == false) }
        #expect(detector.mean == 2)
        #expect(agree(detector.rise, 1.5, relative: 1e-3))
        #expect(detector.fall == 0)
    }

    @Test(arguments: PageHinkley.Mode.allCases)
    func `Page–Hinkley finds the changes of its mode alone`(mode: PageHinkley.Mode) {
        let rise = (0..<200).map { $0 < 100 ? 0.0 : 10 }
        var (upward, downward) = (PageHinkley(mode: mode), PageHinkley(mode: mode))
        #expect(upward.detections(in: rise).isEmpty == (mode == .down))
        #expect(downward.detections(in: rise.map { -$0 }).isEmpty == (mode == .up))
    }

    @Test func `CUSUM adds what lies beyond the slack, and starts over at zero after a change`() {
        var chart = CumulativeSum(slack: 0.5, limit: 2)
        #expect(chart.update(1.5) == false)
        #expect(chart.upper == 1)
        #expect(chart.lower == 0)
        #expect(chart.update(1.5) == false)  // 2 is not beyond 2
        #expect(chart.update(1.5) == true)
        #expect(chart.upper == 3)
        #expect(chart.side == .upper)
        #expect(chart.update(-1) == false)
        #expect(chart.upper == 0)
        #expect(chart.lower == 0.5)
        #expect(chart.side == nil)
        #expect(chart.update(-9) == true)
        #expect(chart.side == .lower)
    }

    @Test func `a clipped CUSUM finds no change in one value`() {
        var (clipped, plain) = (CumulativeSum(clip: 3), CumulativeSum())
        #expect(plain.update(1e9) == true)
        #expect(clipped.update(1e9) == false)
        #expect(clipped.upper == 2.5)
        #expect(clipped.update(-1e9) == false)
        #expect(clipped.upper == 0)
        #expect(clipped.lower == 2.5)
    }

    /// Mean numbers of values to a detection, of Montgomery's table for a slack of ½.
    @Test(arguments: [(4.0, 0.0, 168.0), (5, 0, 465), (4, 1, 8.38), (5, 1, 10.4), (5, 2, 4.01)])
    func `CUSUM runs as long as the textbook says`(limit: Double, shift: Double, length: Double) {
        var (chart, random) = (CumulativeSum(limit: limit), SeededRandom(seed: 9))
        var (found, count) = (0, 0)
        while found < 2_000 {
            count += 1
            if chart.update(shift + random.normal()) { found += 1 }
        }
        // Four standard errors of a geometric number, and the lighter tails of the nearly normal one.
        #expect(agree(Double(count) / 2_000, length, relative: 0.1))
    }
}
