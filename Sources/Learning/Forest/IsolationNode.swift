/// One node of an isolation tree.
public enum IsolationNode: Sendable, Equatable {
    /// Rows whose feature is ≤ the threshold go to the node `left`, the others to the node `right`.
    case split(feature: Int, threshold: Float, left: Int, right: Int)
    /// The end of a path, which this many training rows reached.
    case leaf(sampleCount: Int)
}
