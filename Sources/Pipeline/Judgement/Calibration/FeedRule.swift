/// A rule that tells from the hours of feeds whether something is wrong.
protocol FeedRule: Sendable {
    /// What people call it.
    var name: String { get }

    /// When the rule would have told.
    /// - Parameter replay: the hours, and whose alarms are wanted.
    /// - Returns: alarms in no certain order.
    func alarms(in replay: FeedReplay) -> [FeedAlarm]
}
