import Drift
import Features
import Readings

extension DriftReport {
    /// Why groups have drifted, by name.
    static func causes(
        of groups: [DriftGroup], features: [DriftFeature], reference: DriftTable, current: DriftTable,
        criteria: DriftCriteria, schema: FeatureSchema?, judgement: FeedJudgement?
    ) -> [String: DriftCause] {
        guard let schema else { return [:] }
        let drifted = groups.filter { $0.drifted && schema.sensors.index(of: $0.name) != nil }
        return Dictionary(
            drifted.compactMap { group in
                let members = Set(group.features)
                let seasonal = features.filter { members.contains($0.name) }.compactMap(\.seasonal)
                    .max { $0.score < $1.score }
                return DriftCause(
                    of: group.name, window: current, reference: reference.sample(of: group.name),
                    threshold: criteria.wassersteinThreshold(ofFeature: group.name, group: group.name),
                    seasonal: seasonal, judgement: judgement
                ).map { (group.name, $0) }
            }
        ) { first, _ in first }
    }

    /// Why which sensors have moved, and which feeds are not believed, a sentence each.
    public var causeSentences: [String] {
        let causes = groups.compactMap { group in
            self.causes[group.name].map { "Cause for \(group.name): \($0.kind.name), \($0.evidence)." }
        }
        let span = current.span
        let told = Set(self.causes.values.map(\.evidence))
        let feeds = (span.flatMap { judgement?.findings(during: $0) } ?? []).filter { !told.contains($0.sentence) }
        return causes + feeds.map { "Feed: \($0.sentence)." }
    }
}

extension DriftTable {
    /// The values of a column of numbers; empty without one.
    fileprivate func sample(of name: String) -> Sample {
        guard case .numbers(let values)? = columns.first(where: { $0.name == name })?.values else {
            return Sample([Double]())
        }
        return Sample(values)
    }
}
