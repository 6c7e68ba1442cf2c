/// Places numbers along a stretch of the picture.
package struct LinearScale: Sendable, Equatable {
    /// The least and the greatest number that have a place; always apart.
    package let domain: ClosedRange<Double>
    /// Where the least number is.
    package let start: Double
    /// Where the greatest number is; less than `start` on an axis that points up.
    package let end: Double
    /// The distance between its ticks.
    package let step: TickStep

    /// Whether a number can be drawn: finite, and small enough for differences to stay so.
    /// - Parameter value: any number.
    /// - Returns: false for NaN, infinities and magnitudes above 10¹⁰⁰.
    package static func isDrawable(_ value: Double) -> Bool { value.magnitude <= 1e100 }

    /// A scale over exactly the range of some numbers.
    /// - Parameters:
    ///   - values: those that cannot be drawn are left out; without any the domain is 0 … 1, and equal ones get room
    ///     on both sides.
    ///   - steps: the most steps of ticks in that range, ≥ 1.
    ///   - start: the place of the least.
    ///   - end: the place of the greatest.
    package init(covering values: some Sequence<Double>, steps: Int, start: Double, end: Double) {
        var least = Double.infinity
        var greatest = -Double.infinity
        for value in values where Self.isDrawable(value) {
            least = min(least, value)
            greatest = max(greatest, value)
        }
        let size = max(least.magnitude, greatest.magnitude)
        let domain: ClosedRange<Double>
        if least > greatest {
            domain = 0...1
        } else if greatest - least <= max(size * 1e-9, 1e-200) {
            let room = size > 1e-100 ? size * 0.1 : 0.5
            domain = (least - room)...(greatest + room)
        } else {
            domain = least...greatest
        }
        let step = TickStep(atLeast: (domain.upperBound - domain.lowerBound) / Double(steps))
        self.init(domain: domain, step: step, start: start, end: end)
    }

    private init(domain: ClosedRange<Double>, step: TickStep, start: Double, end: Double) {
        self.domain = domain
        self.step = step
        self.start = start
        self.end = end
    }

    /// The same scale with its domain widened to whole tick steps, so that both ends are ticks.
    package var rounded: LinearScale {
        let least = (domain.lowerBound / step.value + 1e-9).rounded(.down) * step.value
        let greatest = (domain.upperBound / step.value - 1e-9).rounded(.up) * step.value
        return LinearScale(
            domain: min(least, domain.lowerBound)...max(greatest, domain.upperBound), step: step, start: start,
            end: end)
    }

    /// The place of a number.
    /// - Parameter value: one that can be drawn; outside of the domain it gets the nearer end.
    /// - Returns: a finite place between `start` and `end`.
    package func position(of value: Double) -> Double {
        let inside = min(max(value, domain.lowerBound), domain.upperBound)
        let share = (inside - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
        return start + share * (end - start)
    }

    /// Ticks at the multiples of `step` inside the domain, ascending by number.
    package var ticks: [AxisTick] {
        let first = Int((domain.lowerBound / step.value - 1e-6).rounded(.up))
        let last = Int((domain.upperBound / step.value + 1e-6).rounded(.down))
        guard first <= last else { return [] }
        return (first...last).map { count in
            AxisTick(position: position(of: Double(count) * step.value), label: step.label(of: count))
        }
    }
}
