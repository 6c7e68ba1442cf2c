import Readings

extension SensorWatch {
    /// Hours behind which a change that stays is no spike.
    static let spikeHours = 3
    /// Hours in common with the others without which an offset is not told from a factor.
    static let fewestToCompare = 12
    /// By how much a factor must explain the difference better than an offset does.
    private static let factorGain = 0.75

    /// What has happened, as far as the hours since the onset tell.
    func cause(of doubt: Doubt) -> FeedCause {
        if doubt.sign == .gap { return .gap }
        let since = memory.drop { $0.hour < doubt.onset }
        if let run,
            run.count >= FeedCriteria.fewestEqual || run.count >= Self.spikeHours && level.doubtedCount >= run.count
        {
            let isPlausible = limits.quantity.physicalRange.contains(run.value) && run.jump <= limits.step / 2
            if doubt.sign == .equal || run.since <= doubt.onset { return isPlausible ? .stuck : .constant }
        }
        if unit(of: doubt) != nil { return .unit }
        switch doubt.sign {
        case .spread: return isSpike(since) ? .spike : .noise
        case .equal: return doubt.cause == .constant ? .constant : .stuck
        case .range, .step:
            let age = memory[memory.count - 1].hour - doubt.onset
            let isBack = level.doubtedCount == 0 && doubt.impossibleHours <= Self.spikeHours
            if age < Self.spikeHours || isBack && doubt.cause == .spike { return .spike }
            if isScattered(since) { return .noise }
            return factor(since) != nil ? .scale : .offset
        case .difference, .gap: return factor(since) != nil ? .scale : .offset
        }
    }

    /// Whether errors of forecasts have scattered too much at any hour.
    func isScattered(_ since: some Collection<SensorHour>) -> Bool {
        since.contains { ($0.spread ?? 0) > limits.spread }
    }

    /// Whether few forecasts were wrong, and those after them right.
    private func isSpike(_ since: some Collection<SensorHour>) -> Bool {
        since.count >= Self.spikeHours && since.count { abs($0.error) > Self.wrongError } < Self.spikeHours
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
