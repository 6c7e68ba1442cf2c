/// A setting that cannot be meant.
struct SettingsError: Error, Equatable, CustomStringConvertible {
    /// The setting as the person wrote it, such as `PREDICTION_THRESHOLD` or a file.
    let subject: String
    /// What is wrong with it.
    let problem: String

    var description: String { "\(subject): \(problem)" }
}
