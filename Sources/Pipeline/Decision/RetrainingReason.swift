/// Why a decision fell, as codes that do not change.
public enum RetrainingReason: String, Sendable, CaseIterable, Codable {
    /// Inputs have moved.
    case inputsMoved = "inputs_moved"
    /// They have not, or nobody knows.
    case inputsSteady = "inputs_steady"
    /// Forecasts have become worse than their version promised.
    case skillLost = "skill_lost"
    /// They have not.
    case skillKept = "skill_kept"
    /// Too few outcomes are known to tell.
    case skillUnknown = "skill_unknown"
    /// A feed is not believed.
    case feedDoubted = "feed_doubted"
    /// A feed is believed again.
    case feedBelieved = "feed_believed"
    /// A person asks.
    case personAsked = "person_asked"
    /// A person ends a training, or withdraws what asks for one.
    case personCancelled = "person_cancelled"
    /// An alert asks.
    case alertAsked = "alert_asked"
    /// Enough readings are new for somebody to ask.
    case readingsAsked = "readings_asked"
    /// A model has no version yet, and there is enough to train one.
    case firstTraining = "first_training"
    /// The readings have grown by number and share.
    case grown
    /// The schedule says so.
    case scheduled
    /// The last training is too near.
    case coolDown = "cool_down"
    /// The champion has answered for too short a time.
    case warmUp = "warm_up"
    /// As many trainings as a day may have have begun.
    case dailyLimit = "daily_limit"
    /// Too many challengers failed in a row.
    case frozen
    /// Skill has not been lost in enough of the last hours.
    case notYetSure = "not_yet_sure"
    /// No policy in force acts on what asks.
    case noPolicy = "no_policy"
    /// A training that was under way was lost with its process.
    case interrupted
}
