import Readings

extension FeedFinding {
    /// What is wrong with which feed since when and what speaks for it, in one sentence.
    public var sentence: String {
        let span = endedAt.map { "from \(onset) to \($0)" } ?? "since \(onset)"
        return "\(sensor) of \(station): \(statement), \(span)"
    }

    private var statement: String {
        let others = evidence.witnesses.isEmpty ? "the others" : evidence.witnesses.joined(separator: ", ")
        switch cause {
        case .unit:
            guard let found = evidence.unit, let value = evidence.value else { return "values come in another unit" }
            let converted = text(found.inSchemaUnit(value))
            return "values come in \(found.rawValue) instead of \(unit) (\(text(value)) is \(converted) \(unit))"
        case .offset:
            guard let difference = evidence.difference else { return "values have jumped to another level" }
            let direction = difference < 0 ? "below" : "above"
            let doubt = evidence.witnesses.count == 1 ? "; one of the two is wrong" : ""
            return "\(text(abs(difference))) \(unit) \(direction) what \(others) let expect\(doubt)"
        case .scale:
            guard let factor = evidence.factor else { return "values are multiplied" }
            return "\(factor.shortText(decimals: 2)) times what \(others) let expect"
        case .stuck: return "stuck at \(valueText), \(evidence.repeats ?? 0) equal readings"
        case .constant: return "\(valueText) again and again, which was never true, \(evidence.repeats ?? 0) readings"
        case .gap: return "nothing for \(evidence.missingHours ?? 0) hours"
        case .spike:
            switch sign {
            case .range: return "\(valueText), which is impossible"
            case .step: return "\(valueText), an impossible change within the time"
            default: return "\(valueText), a sudden value that was not forecast"
            }
        case .noise:
            guard let spread = evidence.spread else { return "values scatter" }
            return
                "errors of one-hour forecasts scatter \(spread.shortText(decimals: 1)) times as far as the farthest usual"
        }
    }

    private var valueText: String { evidence.value.map { "\(text($0)) \(unit)" } ?? "one value" }

    private func text(_ value: Double) -> String { value.shortText(decimals: abs(value) < 10 ? 2 : 1) }
}
