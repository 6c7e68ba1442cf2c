/// What became of a challenger, or of a champion on trial.
public enum PromotionVerdict: String, Sendable, CaseIterable, Codable {
    /// It passed the gate and forecasts beside the champion.
    case shadow
    /// It waits for a person.
    case waiting
    /// A newer challenger has taken its turn.
    case replaced
    /// It is champion.
    case promoted
    /// It has stayed champion through its trial.
    case proven
    /// It did not pass the gate, or did worse beside the champion.
    case refused
    /// Nobody approved it in time.
    case expired
    /// It did worse than its predecessor, which is champion again.
    case rolledBack = "rolled_back"
    /// Another version has become champion by hand meanwhile.
    case overtaken
}
