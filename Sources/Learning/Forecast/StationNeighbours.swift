/// Which stations lie near which, as a forecaster was told when it was trained.
public struct StationNeighbours: Sendable, Equatable {
    /// No station has a neighbour.
    public static let none = StationNeighbours()

    /// For each station its neighbours' names, the nearest first; only stations that have some.
    public let byStation: [String: [String]]

    /// Given neighbours.
    /// - Parameter byStation: for each station others' names, the nearest first; nil is returned for a station that is
    ///   its own neighbour, or has one twice.
    public init?(_ byStation: [String: [String]]) {
        for (station, near) in byStation where near.contains(station) || Set(near).count != near.count { return nil }
        self.byStation = byStation.filter { !$0.value.isEmpty }
    }

    private init() {
        byStation = [:]
    }

    /// The neighbours of a station.
    /// - Parameter station: its name.
    /// - Returns: names, the nearest first; empty for a station that is not known.
    public subscript(station: String) -> [String] {
        byStation[station] ?? []
    }
}
