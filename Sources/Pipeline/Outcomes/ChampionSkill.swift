/// How good the champion's forecasts have been in the last week.
struct ChampionSkill: Sendable {
    /// The version that was champion then.
    let version: Int
    let skill: LiveSkill
    /// The newest hour with an outcome, in hours since 1970; nil before any.
    let newestOutcome: Int64?
}
