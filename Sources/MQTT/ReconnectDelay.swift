/// How long to wait before a broker is tried again: twice as long after each failure, in part by chance, so that many
/// clients do not come back at one moment.
public struct ReconnectDelay: Sendable {
    /// The wait after the first failure, and the most that any has.
    public let shortest: Duration, longest: Duration
    private let chance: @Sendable () -> Double

    /// A rule.
    ///
    /// - Parameters:
    ///   - shortest: the wait after the first failure.
    ///   - longest: the most of all.
    ///   - chance: a number of 0..<1 for each wait.
    public init(
        shortest: Duration = .seconds(1), longest: Duration = .seconds(60),
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.shortest = shortest
        self.longest = longest
        self.chance = chance
    }

    /// The wait after a failure, between half and all of the doubled time.
    ///
    /// - Parameter failures: how many there were in a row, ≥ 1.
    /// - Returns: at most ``longest``.
    public func wait(after failures: Int) -> Duration {
        let doubled = shortest * (1 << min(max(failures, 1) - 1, 20))
        return min(doubled, longest) * (0.5 + 0.5 * chance())
    }
}
