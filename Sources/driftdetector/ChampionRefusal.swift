/// Why a model's champion is not what was asked for.
struct ChampionRefusal: Error, Equatable, CustomStringConvertible {
    /// What keeps it from happening.
    enum Reason: Equatable {
        /// No version is known to have been champion before the present one.
        case noPredecessor
        /// The version is not the challenger.
        case notChallenger(version: Int)
    }

    /// The model's name.
    let subject: String
    /// What keeps it from happening.
    let reason: Reason

    var description: String {
        switch reason {
        case .noPredecessor: "\(subject): no version was champion before this one"
        case .notChallenger(let version): "\(subject): version \(version) is not the challenger; nothing is approved"
        }
    }
}
