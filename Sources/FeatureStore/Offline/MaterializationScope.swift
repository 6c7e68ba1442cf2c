public import Readings

/// Which feature rows are to be computed.
public struct MaterializationScope: Sendable, Equatable {
    /// Whether months are computed that are up to date.
    public var isFull: Bool
    /// Which stations; nil for all.
    public var stations: Set<String>?
    /// The first month, given by any moment in it; nil for the lake's first.
    public var from: Timestamp?
    /// The last month, given by any moment in it; nil for the lake's last.
    public var to: Timestamp?

    /// A scope; as it is, all that is not up to date.
    /// - Parameters:
    ///   - isFull: whether months are computed that are up to date.
    ///   - stations: which stations, nil for all; the other stations' rows stay as they are.
    ///   - from: a moment of the first month.
    ///   - to: a moment of the last month.
    public init(
        isFull: Bool = false, stations: Set<String>? = nil, from: Timestamp? = nil, to: Timestamp? = nil
    ) {
        self.isFull = isFull
        self.stations = stations
        self.from = from
        self.to = to
    }

    /// Whether all rows of the lake are concerned.
    var isWhole: Bool { stations == nil && from == nil && to == nil }

    func contains(_ month: MonthPartition) -> Bool {
        if let from, month < MonthPartition(of: from) { return false }
        if let to, MonthPartition(of: to) < month { return false }
        return true
    }
}
