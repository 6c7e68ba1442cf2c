/// How a value came to be; kinds are never mixed silently.
public enum ReadingKind: String, Sendable, CaseIterable {
    /// Read off an instrument.
    case measurement
    /// Computed by a weather model.
    case model
    /// Taken from an archive, possibly corrected after the fact.
    case archive
    /// Made by a simulator.
    case simulated
}
