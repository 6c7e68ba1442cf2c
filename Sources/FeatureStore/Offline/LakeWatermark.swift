/// Of how many lake rows a month of feature rows was made.
///
/// The lake only grows, and merging its files keeps their rows: equal counts mean that nothing has come.
struct LakeWatermark: Equatable {
    /// Rows of the month itself, corrections included.
    var rows: Int
    /// Rows of the month before, whose last day its windows look at.
    var rowsBefore: Int
}
