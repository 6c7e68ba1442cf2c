import Readings

extension SensorWatch {
    /// What speaks for the cause of a doubt.
    func evidence(for doubt: Doubt, witnesses: [String]) -> FeedFinding.Evidence {
        let since = memory.filter { $0.hour >= doubt.onset }
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
        case .stuck, .constant: evidence.repeats = run?.count
        case .gap: evidence.missingHours = (memory.last?.hour ?? doubt.onset) - doubt.onset + 1
        case .noise: evidence.spread = since.compactMap(\.spread).max()
        case .offset, .spike: break
        }
        return evidence
    }
}
