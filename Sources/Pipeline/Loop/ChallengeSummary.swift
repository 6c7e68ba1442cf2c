/// What a training of challengers in a process of its own hands over, as JSON.
public struct ChallengeSummary: Sendable, Equatable, Codable {
    /// The versions that were made, with what the gate says of them.
    public let challenges: [ChallengeRecord]
    /// What could not be trained, in words.
    public let problems: [String]
    /// How long it took, in seconds.
    public let seconds: Double

    /// What a training hands over.
    /// - Parameters:
    ///   - challenges: the versions that were made.
    ///   - problems: what could not be trained.
    ///   - seconds: how long it took.
    public init(challenges: [ChallengeRecord], problems: [String], seconds: Double) {
        self.challenges = challenges
        self.problems = problems
        self.seconds = seconds
    }
}
