import Readings

extension SensorWatch {
    /// What speaks for the cause of a doubt, of the hours that it concerns.
    func evidence(for doubt: SensorDoubt, witnesses: [String]) -> FeedFinding.Evidence {
        let since = hours(of: doubt)
        let common = since.filter { $0.difference != nil }
        var evidence = FeedFinding.Evidence()
        let newest = since.last { $0.value.isFinite }
        evidence.value = newest?.value
        evidence.expected = newest?.opinion?.expected
        if !common.isEmpty {
            evidence.witnesses = witnesses
            evidence.difference =
                common.reduce(0) { $0 + $1.value - ($1.opinion?.expected ?? $1.value) } / Double(common.count)
        }
        switch doubt.cause {
        case .unit: evidence.unit = unit(of: doubt)
        case .scale: evidence.factor = factor(since)
        case .stuck, .constant:
            let run = longestRun(of: doubt)
            evidence.value = run?.value
            evidence.repeats = run?.count
        case .gap: evidence.missingHours = doubt.hourCount
        case .noise: evidence.spread = since.compactMap(\.spread).max()
        case .offset, .spike: break
        }
        return evidence
    }
}
