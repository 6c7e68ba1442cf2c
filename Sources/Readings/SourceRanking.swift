/// Which source is believed where several report the same hour of a station.
public struct SourceRanking: Sendable, Equatable {
    private let ranks: [String: Int]

    /// A ranking.
    /// - Parameter sources: from the best to the last; sources that are not named are better than all of them.
    public init(_ sources: [String]) {
        ranks = Dictionary(zip(sources, 1...), uniquingKeysWith: { first, _ in first })
    }

    /// What people send and import, then live weather, then archives, then airports' reports, which are a second opinion.
    public static let standard = SourceRanking(["openweathermap", "open-meteo", "open-meteo-archive", "metar"])

    /// The lower, the better; a source that is not named has 0.
    package func rank(_ source: String) -> Int { ranks[source] ?? 0 }
}

extension ReadingTable {
    /// For each station and clock hour the readings of the best source alone, so that no hour counts twice.
    /// - Parameter ranking: which source is better.
    /// - Returns: the rows in their order; the same table when no hour has readings of several sources.
    public func preferringSources(_ ranking: SourceRanking) -> ReadingTable {
        guard sources.count > 1 else { return self }
        struct Hour: Hashable {
            let station: Int
            let hour: Int64
        }
        var best: [Hour: Int] = [:]
        let ranks = sources.map(ranking.rank)
        for row in 0..<rowCount {
            let hour = Hour(station: stationCodes[row], hour: observedAt[row].hourIndex)
            best[hour] = min(best[hour] ?? .max, ranks[sourceCodes[row]])
        }
        return selecting { row in
            best[Hour(station: stationCodes[row], hour: observedAt[row].hourIndex)] == ranks[sourceCodes[row]]
        }
    }
}
