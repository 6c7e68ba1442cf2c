import Features
public import Logging
public import Readings
public import Redis
import Synchronization

/// The online store in Redis: one hash an entity, in which the features stand as Feast 0.67 writes and reads them, and
/// beside them the last week of readings.
///
/// The history's field has a version beside it, some random bytes that each write exchanges. A reader that knows the
/// version fetches nothing more; a writer that finds another one than it read begins again.
public final class RedisOnlineStore: OnlineStore {
    /// Entities that one write to the connection asks for, so that replies stay small.
    private static let batch = 64
    private static let attempts = 20

    private struct Cached {
        let version: [UInt8]
        let history: OnlineHistory
    }

    /// What the stations report.
    public let schema: SensorSchema
    let client: RedisClient
    private let definition: FeatureStoreDefinition
    private let views: [(view: FeatureView, fields: FeastView, extractor: FeatureExtractor)]
    private let versionField: [UInt8]
    private let historyField: [UInt8]
    private let cache = Mutex<[String: Cached]>([:])
    let scriptDigest = Mutex<[UInt8]?>(nil)
    /// Stations of whose damaged entries it was told.
    let damaged = Mutex<Set<String>>([])
    let logger: Logger

    /// A store.
    /// - Parameters:
    ///   - client: the server.
    ///   - schema: what the stations report.
    ///   - definition: names the project, the entity and the views.
    ///   - logger: told of damaged entries.
    public init(
        client: RedisClient, schema: SensorSchema, definition: FeatureStoreDefinition,
        logger: Logger = Logger(label: "online store") { _ in SwiftLogNoOpLogHandler() }
    ) {
        self.client = client
        self.logger = logger
        self.schema = schema
        self.definition = definition
        views = definition.views.filter { $0.schema.sensors == schema }.map { view in
            (
                view, FeastView(name: view.name, features: view.schema.featureNames),
                FeatureExtractor(schema: view.schema)
            )
        }
        historyField = Array("_history:\(schema.name)".utf8)
        versionField = Array("_history_version:\(schema.name)".utf8)
    }

    /// Adds readings, or replaces those of the same station, moment and source.
    /// - Parameter readings: of this store's schema, in any order.
    /// - Throws: ``OnlineStoreError`` when Redis did not keep them all.
    public func put(_ readings: ReadingTable) async throws(OnlineStoreError) {
        try await put(readings, knowing: [:])
    }

    /// Adds readings, and with the same write what else is known of their stations and Redis has lost.
    /// - Parameters:
    ///   - readings: of this store's schema, in any order.
    ///   - known: histories by station.
    /// - Throws: ``OnlineStoreError`` when Redis did not keep them all.
    func put(_ readings: ReadingTable, knowing known: [String: OnlineHistory]) async throws(OnlineStoreError) {
        precondition(readings.schema == schema, "readings of another schema")
        let readings = readings.withoutFuture
        let rows = Dictionary(
            uniqueKeysWithValues: zip(readings.stations, readings.rowsByStation()).filter { !$1.isEmpty })
        try await update(rows.keys.sorted()) { history in
            history.put(rows[history.station] ?? [], of: readings)
            if let known = known[history.station] { history.fillGaps(from: known) }
            return true
        }
    }

    /// Gives Redis what it does not know of hours that it knows nothing of.
    /// - Parameter histories: of one station each.
    /// - Throws: ``OnlineStoreError`` when Redis did not keep them all.
    public func fillGaps(from histories: [OnlineHistory]) async throws(OnlineStoreError) {
        let byStation = Dictionary(histories.map { ($0.station, $0) }) { first, _ in first }
        try await update(byStation.keys.sorted()) { history in
            byStation[history.station].map { history.fillGaps(from: $0) } ?? false
        }
    }

    /// What is known of stations.
    /// - Parameter stations: their names, each once.
    /// - Returns: a history for each station that has one; a damaged one counts as none.
    /// - Throws: ``OnlineStoreError`` when Redis does not answer.
    public func histories(of stations: [String]) async throws(OnlineStoreError) -> OnlineHistories {
        OnlineHistories(try await fetch(stations).compactMapValues { $0?.history })
    }

    /// The newest feature rows, whoever wrote them.
    /// - Parameters:
    ///   - view: whose features.
    ///   - stations: names.
    /// - Returns: one a station, nil for those that have none.
    /// - Throws: ``OnlineStoreError`` when Redis does not answer.
    public func rows(of view: FeatureView, stations: [String]) async throws(OnlineStoreError) -> [OnlineRow?] {
        let fields = FeastView(name: view.name, features: view.schema.featureNames)
        var rows: [OnlineRow?] = []
        for start in stride(from: 0, to: stations.count, by: Self.batch) {
            let part = stations[start..<min(start + Self.batch, stations.count)]
            let replies = try await send(
                part.map {
                    RedisCommand("HMGET", [key(of: $0), fields.timestampField] + fields.featureFields)
                }, allowing: "WRONGTYPE")
            for (station, reply) in zip(part, replies) {
                if reply.isWrongType {
                    noteDamage(station, "it is no hash")
                    rows.append(nil)
                } else {
                    rows.append(Self.row(try values(of: reply, count: view.schema.features.count + 1)))
                }
            }
        }
        return rows
    }

    /// The server without user or password.
    var server: String { client.configuration.server }

    /// Asks the server over every connection whether it is there, and whether it can be read.
    /// - Throws: ``OnlineStoreError`` when it does not answer, or refuses.
    public func ping() async throws(OnlineStoreError) {
        do {
            try await client.ping()
        } catch {
            throw OnlineStoreError(subject: client.configuration.server, reason: .redis(error))
        }
        // No station has an empty name.
        _ = try await send([RedisCommand("HGET", [key(of: ""), versionField])])
    }

    /// Writes something and takes it back, to see whether the server would take more than that.
    /// - Throws: ``OnlineStoreError`` when it does not answer, or refuses.
    func tryWriting() async throws(OnlineStoreError) {
        // No station has an empty name.
        let arguments = [Array(EntityWrite.trialScript.utf8), Array("1".utf8), key(of: ""), versionField]
        _ = try await refusable([RedisCommand("EVAL", arguments)])
    }

    private static func row(_ values: [[UInt8]?]) -> OnlineRow? {
        guard let moment = values[0].flatMap(FeastView.moment) else { return nil }
        return OnlineRow(
            eventTime: moment,
            values: values.dropFirst().map { $0.flatMap { FeastValue(serialized: $0) } ?? .null })
    }

    /// Changes histories, each from what it is at that moment. A station that others change all the time does not keep
    /// the rest from being changed.
    private func update(
        _ stations: [String], _ change: (inout OnlineHistory) -> Bool
    ) async throws(OnlineStoreError) {
        var contended: [String] = []
        for start in stride(from: 0, to: stations.count, by: Self.batch) {
            var open = Array(stations[start..<min(start + Self.batch, stations.count)])
            for _ in 0..<Self.attempts where !open.isEmpty { open = try await attempt(open, change) }
            contended += open
        }
        if let station = contended.first {
            throw OnlineStoreError(subject: client.configuration.server, reason: .contended(station: station))
        }
    }

    /// Tries once, where `change` says that it has changed anything; gives back the stations that somebody else has changed meanwhile.
    private func attempt(
        _ stations: [String], _ change: (inout OnlineHistory) -> Bool
    ) async throws(OnlineStoreError) -> [String] {
        let known = try await fetch(stations)
        let writes = stations.compactMap { station -> EntityWrite? in
            let cached = known[station] ?? nil
            var history =
                cached?.history ?? OnlineHistory(station: station, quantityCount: schema.quantities.count)
            guard change(&history) else { return nil }
            return EntityWrite(
                key: key(of: station), versionField: versionField, historyField: historyField,
                expectedVersion: cached?.version ?? [], newVersion: Self.newVersion(), history: history,
                rows: views.compactMap { view in
                    view.extractor.newestRow(of: history).map { row in
                        (view.fields, OnlineRow(eventTime: row.time, values: row.values.map(FeastValue.float)))
                    }
                })
        }
        guard !writes.isEmpty else { return [] }
        let replies = try await evaluate(writes)
        var open: [String] = []
        for (write, reply) in zip(writes, replies) {
            let station = write.history.station
            switch reply {
            case .integer(1): remember(write.history, version: write.newVersion)
            case .integer(0):
                forget(station)
                open.append(station)
            default: throw unexpected(reply, to: "EVALSHA")
            }
        }
        return open
    }

    /// What is known of stations, with versions; the value is nil where a version stands beside a damaged history.
    private func fetch(_ stations: [String]) async throws(OnlineStoreError) -> [String: Cached?] {
        var found: [String: Cached?] = [:]
        for start in stride(from: 0, to: stations.count, by: Self.batch) {
            let part = stations[start..<min(start + Self.batch, stations.count)]
            let versions = try await send(
                part.map { RedisCommand("HGET", [key(of: $0), versionField]) }, allowing: "WRONGTYPE")
            var changed: [String] = []
            for (station, reply) in zip(part, versions) {
                switch reply {
                case .null: forget(station)
                case .error:
                    noteDamage(station, "it is no hash")
                    forget(station)
                case .bulk:
                    if let cached = cached(station), cached.version == reply.octets {
                        found[station] = cached
                    } else {
                        changed.append(station)
                    }
                default: throw unexpected(reply, to: "HGET")
                }
            }
            guard !changed.isEmpty else { continue }
            let replies = try await send(
                changed.map { RedisCommand("HMGET", [key(of: $0), versionField, historyField]) }, allowing: "WRONGTYPE")
            for (station, reply) in zip(changed, replies) where !reply.isWrongType {
                let values = try values(of: reply, count: 2)
                guard let version = values[0] else { continue }
                let history = values[1].flatMap {
                    OnlineHistory(serialized: $0, quantityCount: schema.quantities.count)
                }
                guard let history, history.station == station else {
                    // It is written anew from its version on.
                    noteDamage(station, "its history is not as it was written")
                    found[station] = Cached(
                        version: version,
                        history: OnlineHistory(station: station, quantityCount: schema.quantities.count))
                    continue
                }
                remember(history, version: version)
                found[station] = Cached(version: version, history: history)
            }
        }
        return found
    }

    private func cached(_ station: String) -> Cached? { cache.withLock { $0[station] } }

    private func remember(_ history: OnlineHistory, version: [UInt8]) {
        cache.withLock { $0[history.station] = Cached(version: version, history: history) }
        damaged.withLock { _ = $0.remove(history.station) }
    }

    private func forget(_ station: String) {
        cache.withLock { _ = $0.removeValue(forKey: station) }
    }

    private func key(of station: String) -> [UInt8] {
        // A text is a valid value of an entity.
        FeastEntityKey(joinKeys: [definition.entity: .string(station)], project: definition.project)?.bytes ?? []
    }

    private static func newVersion() -> [UInt8] {
        UInt64.random(in: .min ... .max).littleEndianBytes + UInt64.random(in: .min ... .max).littleEndianBytes
    }
}
