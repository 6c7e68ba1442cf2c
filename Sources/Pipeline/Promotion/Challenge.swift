/// A version that was trained to take the champion's place, with what the gate says of it.
public struct Challenge: Sendable, Equatable {
    /// The version.
    public let model: TrainedModel
    /// The version that was champion; nil when the new one is the first.
    public let champion: Int?
    /// What the gate says.
    public let verdict: GateVerdict
}
