import Registry

/// What a training in another process says of a version that it made.
public struct ChallengeRecord: Sendable, Equatable, Codable {
    /// The model's name.
    public var name: String
    /// The version.
    public var version: Int
    /// The version that was champion; nil when the new one is the first.
    public var champion: Int?
    /// What the gate says.
    public var verdict: GateVerdict

    /// Whether the training has given the champion once more: the same model of the same data.
    var isChampion: Bool { champion == version }

    /// What is said of a version.
    /// - Parameters:
    ///   - name: the model's name.
    ///   - version: the version.
    ///   - champion: the version that was champion.
    ///   - verdict: what the gate says.
    public init(name: String, version: Int, champion: Int?, verdict: GateVerdict) {
        self.name = name
        self.version = version
        self.champion = champion
        self.verdict = verdict
    }

    /// What is said of a challenge.
    public init(_ challenge: Challenge) {
        self.init(
            name: challenge.model.version.name, version: challenge.model.version.number, champion: challenge.champion,
            verdict: challenge.verdict)
    }
}
