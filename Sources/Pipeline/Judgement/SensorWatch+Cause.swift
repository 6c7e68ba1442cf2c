import Readings

extension SensorWatch {
    /// Hours that a spike lasts at the most.
    static let spikeHours = 3
    /// Hours in common with the others without which an offset is not told from a factor.
    static let fewestToCompare = 12
    /// How far from the others a true value may lie, in standard deviations.
    private static let trueDifference = 2.0
    /// By how much a factor must explain the difference better than an offset does.
    private static let factorGain = 0.75

    /// What has happened, as far as the hours that the doubt concerns tell.
    func cause(of doubt: SensorDoubt) -> FeedCause {
        if doubt.sign == .gap { return .gap }
        let since = hours(of: doubt)
        let values = since.count { $0.value.isFinite }
        if let run = longestRun(of: doubt), run.count >= fewestOfRun(doubt), 2 * run.count >= values {
            return isContinuation(run) ? .stuck : .constant
        }
        if unit(of: doubt) != nil { return .unit }
        switch doubt.sign {
        case .equal: return doubt.cause == .constant ? .constant : .stuck
        case .range, .step, .spread:
            if doubt.hourCount <= Self.spikeHours { return .spike }
            if doubt.sign == .spread || isScattered(since) { return .noise }
            return factor(since) != nil ? .scale : .offset
        case .difference, .gap: return factor(since) != nil ? .scale : .offset
        }
    }

    /// Equal values that are a run: fewer where each of them is impossible.
    private func fewestOfRun(_ doubt: SensorDoubt) -> Int {
        let isImpossible = doubt.sign == .range || doubt.sign == .step
        return isImpossible && doubt.unit == nil ? Self.spikeHours : FeedCriteria.fewestEqual
    }

    /// Whether the value of a run was true when it began.
    private func isContinuation(_ run: EqualRun) -> Bool {
        guard run.first.isPossible else { return false }
        guard let difference = run.first.difference else { return run.jump <= limits.usualJump }
        return abs(difference) <= Self.trueDifference && run.jump <= limits.step / 2
    }

    /// Whether errors of forecasts have scattered too much at any hour.
    func isScattered(_ since: some Collection<SensorHour>) -> Bool {
        since.contains { ($0.spread ?? 0) > limits.spread }
    }

    /// The factor by which values are too large, where that explains them better than an offset.
    func factor(_ since: some Collection<SensorHour>) -> Double? {
        let known = since.compactMap { hour in
            hour.opinion.flatMap { hour.value.isFinite ? (expected: $0.expected, value: hour.value) : nil }
        }
        guard known.count >= Self.fewestToCompare else { return nil }
        let count = Double(known.count)
        let offset = known.reduce(0) { $0 + $1.value - $1.expected } / count
        let squares = known.reduce(0) { $0 + $1.expected * $1.expected }
        guard squares > 0 else { return nil }
        let factor = known.reduce(0) { $0 + $1.value * $1.expected } / squares
        let (left, right) = known.reduce((0.0, 0.0)) { sums, hour in
            let (byOffset, byFactor) = (hour.value - hour.expected - offset, hour.value - factor * hour.expected)
            return (sums.0 + byOffset * byOffset, sums.1 + byFactor * byFactor)
        }
        return right < Self.factorGain * left ? factor : nil
    }
}
