/// How far a backfill is.
public struct BackfillProgress: Sendable, Equatable {
    /// Station-days that are done, those of earlier runs included.
    public var doneDays = 0
    /// Station-days in all.
    public var allDays = 0
    /// Readings that were new in this run.
    public var newReadings = 0
    /// Calls, by the service's weight, in this run.
    public var weight = 0
}
