/// What long training tells, and asks, while it runs. Called on several threads.
public struct TrainingWatch: Sendable {
    /// Gets how many pieces of work there are, before the first.
    public let begin: @Sendable (_ pieces: Int) -> Void
    /// Is called when a piece has ended.
    public let pieceEnded: @Sendable () -> Void
    /// Whether the work should end.
    public let isCancelled: @Sendable () -> Bool

    /// Tells nobody and goes on to the end.
    public static let none = TrainingWatch(begin: { _ in }, pieceEnded: {}, isCancelled: { false })

    /// A watch.
    /// - Parameters:
    ///   - begin: gets how many pieces of work there are, before the first.
    ///   - pieceEnded: is called when a piece has ended.
    ///   - isCancelled: whether the work should end.
    public init(
        begin: @escaping @Sendable (_ pieces: Int) -> Void, pieceEnded: @escaping @Sendable () -> Void,
        isCancelled: @escaping @Sendable () -> Bool
    ) {
        self.begin = begin
        self.pieceEnded = pieceEnded
        self.isCancelled = isCancelled
    }
}
