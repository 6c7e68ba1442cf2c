public import Readings

/// What a person's wish to end a training meets.
public struct TrainingCancellation: Hashable, Sendable {
    /// The number of the request.
    public let id: Int64
    /// Whether it was made now; otherwise the same one waits already.
    public let isNew: Bool
    /// When the training began that is to end; nil where none is under way.
    public let training: Timestamp?
    /// The numbers of the requests for a training that wait, and are withdrawn.
    public let requests: [Int64]
}
