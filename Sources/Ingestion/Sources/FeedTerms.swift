/// What a weather service takes.
public struct FeedTerms: Sendable {
    /// What its calls are counted under, and what readings name as their source.
    public var source: String
    /// Calls, or weight, a UTC day.
    public var dailyCalls: Int
    /// Milliseconds of the world that an answer may take.
    public var timeout: Int64
    /// Real time that an answer may take at least, however fast the world runs.
    public var leastTimeout: Duration

    /// Terms.
    /// - Parameters:
    ///   - source: what its calls are counted under.
    ///   - dailyCalls: calls, or weight, a UTC day.
    ///   - timeout: milliseconds of the world that an answer may take.
    ///   - leastTimeout: real time that an answer may take at least.
    public init(
        source: String, dailyCalls: Int, timeout: Int64 = 20_000, leastTimeout: Duration = .milliseconds(250)
    ) {
        self.source = source
        self.dailyCalls = dailyCalls
        self.timeout = timeout
        self.leastTimeout = leastTimeout
    }
}
