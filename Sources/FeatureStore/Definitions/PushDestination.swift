/// Where pushed readings go, in Feast's words.
public enum PushDestination: String, Sendable, Equatable, CaseIterable {
    /// To the online store alone.
    case online
    /// To the lake alone.
    case offline
    /// To both.
    case onlineAndOffline = "online_and_offline"
}
