import Pipeline

/// What `train --challenge` prints for machines.
struct ChallengeSummary: Codable {
    /// The versions that were made, with what the gate says of them.
    let challenges: [ChallengeRecord]
    /// What could not be trained, in words.
    let problems: [String]
    let seconds: Double
}
