public import Readings

/// What a replay found: each policy on the same history.
public struct ReplayReport: Sendable {
    /// Hours within which a fault or a change must be noticed, 40 days.
    public static let hoursToNotice = 960

    /// What was asked for.
    public let plan: Replay.Plan
    /// When the first models were trained.
    public let from: Timestamp
    /// The end of the last hour.
    public let to: Timestamp
    /// The stations.
    public let stations: [String]
    /// The sensor whose errors are compared.
    public let sensor: String
    /// Its unit.
    public let unit: String
    /// What was put in.
    public let faults: [PlacedFault]
    /// Feeds that were not believed, the same for all policies.
    public let findings: [FeedFinding]
    /// Policy by policy, in the order asked for.
    public let outcomes: [PolicyOutcome]

    /// Faults that no finding followed while they lasted.
    public var missedFaults: [PlacedFault] {
        faults.filter { fault in !fault.isOfWorld && !findings.contains { $0.isOf(fault) } }
    }

    /// Findings without a fault.
    public var falseFindings: [FeedFinding] {
        findings.filter { finding in !faults.contains { !$0.isOfWorld && finding.isOf($0) } }
    }
}

extension FeedFinding {
    /// Whether it may be of a fault.
    func isOf(_ fault: PlacedFault) -> Bool {
        fault.station == station && fault.sensor == sensor && fault.from <= foundAt
            && onset <= fault.to && foundAt <= fault.to.advanced(hours: 24)
    }
}
