/// A value of either of two samples, with what lies at or below it.
struct MergedStep {
    /// The value.
    let value: Double
    /// How many values of the reference are less.
    let referenceBelow: Int
    /// How many values of the reference are no greater.
    let referenceThrough: Int
    /// How many values of the current sample are less.
    let currentBelow: Int
    /// How many values of the current sample are no greater.
    let currentThrough: Int

    /// How many values of the reference equal it.
    var referenceTies: Int { referenceThrough - referenceBelow }
    /// How many values of the current sample equal it.
    var currentTies: Int { currentThrough - currentBelow }
}
