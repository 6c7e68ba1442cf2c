public import Drift

/// Features that vote together.
public struct DriftGroup: Sendable, Equatable {
    /// Named after the sensor, or after the column that votes for itself.
    public let name: String
    /// The unit of the sensor; nil where it is unknown.
    public let unit: String?
    /// Names of the members, in the order of the columns.
    public let features: [String]
    /// The member that speaks for the group: the one that has moved farthest by the deciding test.
    public let speaker: String
    /// What decides for the speaker.
    public let test: DriftTest
    /// The speaker's score, for p-values the adjusted one where that was asked for.
    public let score: Double
    /// What the score was held against.
    public let threshold: Double?
    /// Whether any member has drifted.
    public let drifted: Bool

    /// Nil when no member has a score.
    init?(name: String, members: [DriftFeature]) {
        guard let speaker = Self.farthest(members), let decision = speaker.decision, let score = speaker.decidingScore
        else { return nil }
        self.name = name
        unit = members.lazy.compactMap(\.vote.unit).first
        features = members.map(\.name)
        self.speaker = speaker.name
        test = decision.test
        self.score = score
        threshold = decision.threshold
        drifted = members.contains(where: \.drifted)
    }

    /// The first that has moved farthest: by the score where all have one test, else by the score over its threshold.
    private static func farthest(_ members: [DriftFeature]) -> DriftFeature? {
        let scored = members.compactMap { member in
            member.decision.flatMap { decision in
                member.decidingScore.map { (member: member, test: decision.test, $0, decision.threshold) }
            }
        }
        let isOneTest = Set(scored.map(\.test)).count == 1
        var best: (member: DriftFeature, strength: Double)?
        for (member, test, score, threshold) in scored {
            let strength =
                isOneTest
                ? (test.scoresProbability ? -score : score)
                : Self.strength(score, test: test, threshold: threshold)
            if best.map({ strength > $0.strength }) ?? true { best = (member, strength) }
        }
        return best?.member
    }

    /// How far beyond its threshold a score is; 1 at the threshold, whatever the test.
    static func strength(_ score: Double, test: DriftTest, threshold: Double?) -> Double {
        guard let threshold else { return 0 }
        let tiny = Double.leastNormalMagnitude
        return test.scoresProbability ? threshold / max(score, tiny) : score / max(threshold, tiny)
    }

    /// ``strength(_:test:threshold:)`` of the group.
    var strength: Double { Self.strength(score, test: test, threshold: threshold) }
}
