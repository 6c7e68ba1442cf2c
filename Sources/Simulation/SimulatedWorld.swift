public import Readings

/// The truth that all simulated services report, each in its own way.
public struct SimulatedWorld: Sendable {
    /// The places that the services know by name.
    public let stations: [Station]
    private let truth: @Sendable (Station, Timestamp) -> [Double]
    private let plan: FaultPlan

    /// A world.
    /// - Parameters:
    ///   - stations: the places that the services know by name.
    ///   - plan: what goes wrong.
    ///   - truth: the weather at a place and moment, in the weather schema's order and units.
    public init(
        stations: [Station] = Station.worldCities, plan: FaultPlan,
        truth: @escaping @Sendable (Station, Timestamp) -> [Double]
    ) {
        self.stations = stations
        self.plan = plan
        self.truth = truth
    }

    /// What a feed reports of a place and moment, with the feed's faults.
    func values(of feed: SimulatedFeed, at station: Station, _ moment: Timestamp) -> [Double] {
        plan.values(of: feed, at: moment) { truth(station, $0) }
    }

    /// What goes wrong with an answer on its way.
    func transportFault(of feed: SimulatedFeed, request number: UInt64, at moment: Timestamp) -> TransportFault? {
        plan.transportFault(of: feed, request: number, at: moment)
    }
}
