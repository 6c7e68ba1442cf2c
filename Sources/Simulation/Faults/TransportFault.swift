/// What goes wrong with an answer on its way.
public enum TransportFault: String, Sendable, CaseIterable {
    /// 503 with a page of HTML.
    case outage
    /// 500 with a body that is no JSON.
    case error500
    /// 429, as when there were too many calls.
    case storm429
    /// 200 with bytes that are no JSON.
    case garbage
    /// 200 with the first half of the answer.
    case truncated
    /// The right answer, but after half a minute of the world and a quarter of a second at least.
    case slow
    /// 200 without the values that a reading needs.
    case missing
}
