/// How a rule did on history.
public struct RuleOutcome: Sendable, Equatable {
    /// How it did on one kind of fault.
    public struct FaultOutcome: Sendable, Equatable {
        /// The fault.
        public let fault: String
        /// Times that it was put in where the rule was not alarming anyway.
        public let tried: Int
        /// Times that it was put in while the rule was alarming anyway, which tells nothing.
        public let alreadyAlarming: Int
        /// For each time that it was found how many hours it took, ascending.
        public let delays: [Int]
        /// How often each cause was named, of the times that it was found.
        public let causes: [FeedCause: Int]
        /// Alarms of other stations' sensors that came of it.
        public let wronglyBlamed: Int

        /// The median of the delays in hours; nil when it was never found.
        public var medianDelay: Int? { delays.isEmpty ? nil : delays[(delays.count - 1) / 2] }
    }

    /// What people call the rule.
    public let rule: String
    /// Alarms without a fault; those within a week count once.
    public let falseAlarms: Int
    /// For each sensor its part of them; those that point at no sensor are left out.
    public let falseAlarmsBySensor: [String: Int]
    /// Years of stations without a fault that they came in.
    public let stationYears: Double
    /// The share of days of stations with an alarm, without a fault; 0 … 1.
    public let shareOfDays: Double
    /// Kind by kind.
    public let faults: [FaultOutcome]

    /// False alarms in a year of one station.
    public var falseAlarmsPerStationYear: Double { stationYears > 0 ? Double(falseAlarms) / stationYears : 0 }

    /// Days of one station from a false alarm to the next, on average; nil without one.
    public var daysBetweenFalseAlarms: Double? {
        falseAlarms > 0 ? stationYears * 365.25 / Double(falseAlarms) : nil
    }
}
