extension ReplayReport {
    /// How much larger an error may be than the smallest and still be called as good.
    private static let tolerance = 0.02

    /// The policy to choose: of those that noticed as many changes as any and forecast about as well as the best, the one
    /// that trains least; nil where nothing was forecast.
    public var recommended: PolicyOutcome? {
        let known = outcomes.filter { $0.meanAbsoluteError.isFinite }
        guard let fewestMissed = known.map(\.missedChanges).min() else { return nil }
        let noticing = known.filter { $0.missedChanges == fewestMissed }
        guard let least = noticing.map(\.meanAbsoluteError).min() else { return nil }
        return noticing.filter { $0.meanAbsoluteError <= least * (1 + Self.tolerance) }
            .min { ($0.retrainings, $0.meanAbsoluteError) < ($1.retrainings, $1.meanAbsoluteError) }
    }

    /// The recommendation in words.
    public var recommendation: String {
        guard let recommended,
            let best = outcomes.filter({ $0.meanAbsoluteError.isFinite })
                .min(by: { $0.meanAbsoluteError < $1.meanAbsoluteError })
        else { return "Nothing was forecast, so no policy can be recommended." }
        let own = recommended.meanAbsoluteError
        let beside =
            best.policy == recommended.policy
            ? "the smallest of all"
            : "\((100 * (own / best.meanAbsoluteError - 1)).shortText(decimals: 1)) % above the smallest, "
                + "\(best.policy.name)'s with \(best.retrainings)"
        let text =
            "\(recommended.policy.name): \(recommended.retrainings) retrainings, and an error of "
            + "\(own.shortText(decimals: 3)) \(unit) in \(sensor), \(beside)."
        return recommended.policy.name == ReplayPolicy.never && faults.isEmpty
            ? text + " On this history training anew was worth no more than 2 %." : text
    }
}
