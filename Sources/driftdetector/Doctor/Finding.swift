/// What one check of `doctor` found.
struct Finding: Encodable, Equatable {
    /// How it stands.
    enum State: String, Encodable {
        case ok
        /// Works, or is not used; somebody may want to know.
        case notice
        /// Something that is wanted does not work.
        case failed
    }

    /// What was looked at, such as `disk`.
    let check: String
    let state: State
    /// What was found.
    let detail: String
    /// What to do; nil where there is nothing to do.
    var advice: String?
}
