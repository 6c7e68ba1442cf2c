public import Features
public import Readings

/// Finds for each of many entities what was known of it at its moment.
///
/// The answer for an entity at T is the newest row of its station with a moment in (T − time to live, T], among the
/// versions that were known by T; of versions of one moment the one known last. Rows are given in any order and in any
/// portions, so that memory holds the entities and one portion.
public struct PointInTimeJoin: Sendable {
    /// The best row found so far for one entity; its values stand in `values`.
    private struct Found {
        var observedAt: Timestamp
        var knownAt: Timestamp
    }

    /// The columns.
    public let schema: FeatureSchema
    /// For each entity its moment.
    public let moments: [Timestamp]
    private let timeToLive: Int64?
    private let ignoresKnownAt: Bool
    private var entitiesByStation: [String: [Int]] = [:]
    private var found: [Found?]
    private var values: [Float]
    private var hasLaterKnown: [Bool]

    /// A join of no rows yet.
    /// - Parameters:
    ///   - schema: the columns of the rows.
    ///   - stations: for each entity its station.
    ///   - moments: for each entity the moment T.
    ///   - timeToLive: milliseconds that a row may be old, > 0; nil for no limit.
    ///   - ignoresKnownAt: whether rows count that became known only after T: for histories that were collected later.
    public init(
        schema: FeatureSchema, stations: [String], moments: [Timestamp], timeToLive: Int64?,
        ignoresKnownAt: Bool = false
    ) {
        precondition(stations.count == moments.count, "a moment for each entity")
        self.schema = schema
        self.moments = moments
        self.timeToLive = timeToLive
        self.ignoresKnownAt = ignoresKnownAt
        for (entity, station) in stations.enumerated() { entitiesByStation[station, default: []].append(entity) }
        found = Array(repeating: nil, count: moments.count)
        values = Array(repeating: .nan, count: moments.count * schema.features.count)
        hasLaterKnown = Array(repeating: false, count: moments.count)
    }

    /// Takes rows into account.
    /// - Parameter rows: of the same schema.
    public mutating func take(_ rows: OfflineRows) {
        var rowsByStation = [[Int]](repeating: [], count: rows.stations.count)
        let isWanted = rows.stations.map { entitiesByStation[$0] != nil }
        for row in 0..<rows.rowCount where isWanted[Int(rows.stationCodes[row])] {
            rowsByStation[Int(rows.stationCodes[row])].append(row)
        }
        for (code, places) in rowsByStation.enumerated() where !places.isEmpty {
            let run = PointInTimeRun(places, of: rows)
            for entity in entitiesByStation[rows.stations[code]] ?? [] { take(run, for: entity, from: rows) }
        }
    }

    private mutating func take(_ run: PointInTimeRun, for entity: Int, from rows: OfflineRows) {
        let moment = moments[entity]
        if let best = found[entity], best.observedAt > run.last { return }
        guard let row = run.row(at: moment, knownBy: ignoresKnownAt ? nil : moment) else {
            if run.first <= moment { hasLaterKnown[entity] = true }
            return
        }
        let (observed, known) = (rows.observedAt[row], rows.knownAt[row])
        if let best = found[entity], (best.observedAt, best.knownAt) >= (observed, known) { return }
        found[entity] = Found(observedAt: observed, knownAt: known)
        let width = schema.features.count
        values.replaceSubrange(entity * width..<(entity + 1) * width, with: rows[row: row])
    }

    /// Whether older rows than those taken may still be an answer.
    public var needsOlderRows: Bool { found.contains { $0 == nil } }

    /// Whether any entity is of one of these stations.
    func concerns(_ stations: [String]) -> Bool { stations.contains { entitiesByStation[$0] != nil } }

    /// The answer for one entity.
    /// - Parameter entity: its place, 0 ..< the number of entities.
    /// - Returns: the row, or why there is none.
    public func answer(for entity: Int) -> PointInTimeAnswer {
        let width = schema.features.count
        guard let best = found[entity] else {
            return PointInTimeAnswer(
                status: .notFound, observedAt: nil, knownAt: nil, values: Array(repeating: .nan, count: width))
        }
        let isYoung = timeToLive.map { moments[entity].milliseconds - best.observedAt.milliseconds < $0 } ?? true
        return PointInTimeAnswer(
            status: isYoung ? .present : .outsideMaxAge, observedAt: best.observedAt, knownAt: best.knownAt,
            values: isYoung
                ? Array(values[entity * width..<(entity + 1) * width]) : Array(repeating: .nan, count: width))
    }

    /// Whether there are rows for an entity without an answer, all of which became known after its moment.
    /// - Parameter entity: its place.
    /// - Returns: true when leaving out when rows became known would give an answer.
    public func isKnownOnlyLater(_ entity: Int) -> Bool { found[entity] == nil && hasLaterKnown[entity] }
}
