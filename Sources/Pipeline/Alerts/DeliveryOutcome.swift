/// What came of one attempt to deliver an event.
public enum DeliveryOutcome: Equatable, Sendable {
    /// The receiver answered with this HTTP status, and perhaps with how many seconds it wants to be left alone.
    case answered(status: Int, retryAfterSeconds: Int? = nil)
    /// There was no answer; why, without secrets.
    case unreachable(String)
}
