/// What an audit found.
public struct AuditSummary: Sendable, Equatable {
    /// Rows compared.
    public internal(set) var rows = 0
    /// Rows that were served as well.
    public internal(set) var servedRows = 0
    /// Rows with a difference that nothing explains away.
    public internal(set) var differentRows = 0
    /// Differences in all of them.
    public internal(set) var differences = 0
    /// Values that were served before a later reading changed them, which is as it should be.
    public internal(set) var servedEarlier = 0
    /// Values that serving rightly computed otherwise than training: from the request's reading alone, where the hour has
    /// several.
    public internal(set) var servedAsAsked = 0
}
