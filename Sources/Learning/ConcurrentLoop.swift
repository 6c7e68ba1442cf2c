/// Runs independent pieces of work, one after another or at once, as its maker decides.
///
/// Results never depend on it: each piece has its own place and its own random stream.
public struct ConcurrentLoop: Sendable {
    private let run: @Sendable (Int, @Sendable (Int) -> Void) -> Void

    /// A loop by its way of running.
    /// - Parameter run: calls its body exactly once for each number below a count, and returns when all have ended.
    public init(_ run: @escaping @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void) {
        self.run = run
    }

    /// One piece after another, on the caller's thread.
    public static let serial = ConcurrentLoop { count, body in
        for place in 0..<count { body(place) }
    }

    /// The results of all pieces, in their order.
    /// - Parameters:
    ///   - count: pieces.
    ///   - piece: makes the result of one.
    /// - Returns: `count` results.
    public func map<Result: Sendable>(_ count: Int, _ piece: @Sendable (Int) -> Result) -> [Result] {
        [Result](unsafeUninitializedCapacity: count) { slots, initialized in
            // Each piece writes its own slot only, and all have ended when `run` returns.
            nonisolated(unsafe) let slots = slots
            run(count) { slots.initializeElement(at: $0, to: piece($0)) }
            initialized = count
        }
    }
}
