public import Readings

/// All that goes wrong in the simulation: by order, and by chance.
public struct FaultPlan: Sendable {
    /// The kinds that happen by chance.
    public static let chanceKinds: [TransportFault] = [
        .outage, .error500, .storm429, .garbage, .truncated, .slow, .missing,
    ]

    private let ordered: [FeedFault]
    private let rate: Double
    private let seed: UInt64

    /// A plan.
    /// - Parameters:
    ///   - ordered: faults for stretches of time.
    ///   - rate: the share of answers that fail by chance, of each kind; all kinds together at most 1.
    ///   - seed: of the chance.
    public init(ordered: [FeedFault] = [], rate: Double = 0, seed: UInt64) {
        self.ordered = ordered
        self.rate = rate
        self.seed = seed
    }

    /// What goes wrong with an answer on its way.
    /// - Parameters:
    ///   - feed: whose answer.
    ///   - number: counts the requests to all feeds: the same number meets the same chance.
    ///   - moment: when it is asked.
    /// - Returns: the fault; an ordered one before one of chance, nil for a good answer.
    public func transportFault(of feed: SimulatedFeed, request number: UInt64, at moment: Timestamp) -> TransportFault?
    {
        for fault in ordered where fault.feed == feed && fault.isActive(at: moment) {
            if case .transport(let transport) = fault.kind { return transport }
        }
        guard rate > 0 else { return nil }
        var mixed = (seed &+ number) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        let chance = Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
        let place = Int(chance / rate)
        return Self.chanceKinds.indices.contains(place) ? Self.chanceKinds[place] : nil
    }

    /// A feed's values, in the weather schema's order, with its faults; `truth` gives those without.
    func values(of feed: SimulatedFeed, at moment: Timestamp, truth: (Timestamp) -> [Double]) -> [Double] {
        var values = truth(moment)
        for fault in ordered where fault.feed == feed && fault.isActive(at: moment) {
            guard case .value(let wrong, let quantity) = fault.kind else { continue }
            switch wrong {
            case .bias(let amount): values[quantity] += amount
            case .drift(let amount): values[quantity] += amount * wrong.share(of: fault.start, fault.end, at: moment)
            case .unit: values[quantity] = values[quantity] * 1.8 + 32
            case .stuck: values[quantity] = truth(fault.start)[quantity]
            }
        }
        return values
    }
}
