/// What a look at the loop's inputs came to.
public enum RetrainingVerdict: String, Sendable, CaseIterable, Codable {
    /// All is as it was when the champion was trained.
    case silence
    /// Inputs have moved, or somebody asks, and forecasts are as good as ever.
    case watch
    /// Models are trained anew.
    case retrain
    /// Models are trained anew: forecasts have lost skill and inputs have moved.
    case retrainNow = "retrain_now"
    /// A training is due and held back.
    case held
    /// A person has ended a training, or withdrawn what asked for one.
    case cancelled
    /// A feed is not believed: what it sends is kept and not trained on.
    case quarantine
    /// A feed is believed again.
    case release
}
