/// What a training in the background came to.
public enum TrainingOutcome: Sendable, Equatable {
    /// Versions were made; what could not be trained, in words.
    case challenges([ChallengeRecord], problems: [String])
    /// Another process trains on the same data directory.
    case busy
    /// It gave nothing, in words.
    case failed(String)
}
