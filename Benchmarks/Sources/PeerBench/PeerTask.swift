/// What can be measured, by the name by which it is asked for.
enum PeerTask: String, CaseIterable {
    /// The 32 features of the bundled year.
    case features
    /// Fitting a forest to the synthetic rows, on one thread.
    case fit
    /// Scoring all synthetic rows, on one thread.
    case score
    /// Scoring one synthetic row.
    case row
}
