public import Features
import Foundation
import Readings

/// Computes training rows anew from the readings that were known at their time, and compares bit for bit.
///
/// Finds rows that know too much: of a reading that came later, of a correction, of the future; and rows that were
/// served otherwise.
public struct FeatureAudit: Sendable {
    private let dataDirectory: String
    private let schema: FeatureSchema
    private let definition: FeatureStoreDefinition
    private let readingsAtOnce: Int

    /// An audit of a data directory.
    /// - Parameters:
    ///   - dataDirectory: the directory that holds everything.
    ///   - schema: the columns.
    ///   - definition: names the view that the rows belong to.
    ///   - readingsAtOnce: about how many readings memory may hold, ≥ 1.
    public init(
        dataDirectory: String, schema: FeatureSchema, definition: FeatureStoreDefinition = .standard,
        readingsAtOnce: Int = 500_000
    ) {
        self.definition = definition
        self.dataDirectory = dataDirectory
        self.schema = schema
        self.readingsAtOnce = readingsAtOnce
    }

    /// Audits all rows of the offline store, each in its newest version, as training reads them.
    /// - Parameters:
    ///   - stations: which stations; nil for all.
    ///   - progress: told how many months are done, and of how many.
    ///   - receive: gets each difference but those of values that serving rightly computes otherwise.
    /// - Returns: what was found.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read, and `.noFeatures` or `.unknownStations` when there is
    ///   nothing to audit of what was asked for.
    public func run(
        stations: Set<String>? = nil, progress: (Int, Int) -> Void = { _, _ in },
        _ receive: (AuditDifference) -> Void
    ) throws(FeatureStoreError) -> AuditSummary {
        let store = ParquetOfflineStore(dataDirectory: dataDirectory, definition: definition)
        let served = try ServedFeatures(dataDirectory: dataDirectory, schema: schema)
        var summary = AuditSummary()
        let months = try store.months(of: schema)
        guard !months.isEmpty else {
            throw FeatureStoreError(subject: store.folder(of: schema), reason: .noFeatures(schema: schema.name))
        }
        var unknown = stations ?? []
        for (done, month) in months.enumerated() {
            let rows = AuditedRows(try store.newestRows(of: month, schema: schema))
            unknown.subtract(rows.stations)
            let places = rows.stations.indices.filter { stations?.contains(rows.stations[$0]) ?? true }
            try audit(places, of: rows, month: month, served: served, summary: &summary, receive)
            progress(done + 1, months.count)
        }
        try Self.refuse(unknown, in: store.folder(of: schema))
        return summary
    }

    /// Audits given rows.
    /// - Parameters:
    ///   - rows: of the same schema, in any order.
    ///   - stations: which stations; nil for all.
    ///   - progress: told how many months are done, and of how many.
    ///   - receive: gets each difference, by month and station.
    /// - Returns: what was found.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read.
    public func run(
        _ rows: AuditedRows, stations: Set<String>? = nil, progress: (Int, Int) -> Void = { _, _ in },
        _ receive: (AuditDifference) -> Void
    ) throws(FeatureStoreError) -> AuditSummary {
        try Self.refuse((stations ?? []).subtracting(rows.stations), in: "the rows")
        let served = try ServedFeatures(dataDirectory: dataDirectory, schema: schema)
        var placesByMonth: [MonthPartition: [Int]] = [:]
        for place in rows.stations.indices where stations?.contains(rows.stations[place]) ?? true {
            placesByMonth[MonthPartition(of: rows.observedAt[place]), default: []].append(place)
        }
        var summary = AuditSummary()
        for (done, month) in placesByMonth.keys.sorted().enumerated() {
            try audit(
                placesByMonth[month] ?? [], of: rows, month: month, served: served, summary: &summary, receive)
            progress(done + 1, placesByMonth.count)
        }
        return summary
    }

    private func audit(
        _ places: [Int], of rows: AuditedRows, month: MonthPartition, served: ServedFeatures,
        summary: inout AuditSummary, _ receive: (AuditDifference) -> Void
    ) throws(FeatureStoreError) {
        var placesByStation = Dictionary(grouping: places) { rows.stations[$0] }
        let keys = Set(places.map { ServedFeatures.Key(station: rows.stations[$0], observedAt: rows.observedAt[$0]) })
        let answers = try served.rows(for: keys, within: month.hours)
        let lake = "\(dataDirectory)/readings"
        let readings = try MonthReadings(
            LakeMonth(month, schema: schema.sensors, lake: lake),
            after: LakeMonth(month.previous, schema: schema.sensors, lake: lake), stations: Set(placesByStation.keys),
            folder: spillFolder(of: month), readingsAtOnce: readingsAtOnce)
        let versions = FeatureRowVersions(schema: schema)
        func audit(_ station: String, _ history: StationHistory) {
            let audit = StationAudit(
                rows: rows, station: station, history: history, versions: versions, served: answers)
            for row in placesByStation.removeValue(forKey: station) ?? [] {
                let differences = audit.differences(ofRow: row)
                let wrong = differences.count { !$0.isExplained }
                let key = ServedFeatures.Key(station: station, observedAt: rows.observedAt[row])
                summary.rows += 1
                summary.servedRows += answers[key] == nil ? 0 : 1
                summary.differentRows += wrong > 0 ? 1 : 0
                summary.differences += wrong
                let asAsked = differences.count { $0.meaning == .servedAsAsked }
                summary.servedAsAsked += asAsked
                summary.servedEarlier += differences.count - wrong - asAsked
                differences.lazy.filter { $0.meaning != .servedAsAsked }.forEach(receive)
            }
        }
        for part in 0..<readings.partCount {
            for (station, history) in FeatureRowVersions.histories(of: try readings.readings(ofPart: part)) {
                guard !Task.isCancelled else { throw .cancelled(lake) }
                audit(station, history)
            }
        }
        // Stations of which the lake knows nothing.
        for station in placesByStation.keys.sorted() {
            audit(station, StationHistory([], of: ReadingTable(schema: schema.sensors)))
        }
    }

    private static func refuse(_ unknown: Set<String>, in subject: String) throws(FeatureStoreError) {
        guard !unknown.isEmpty else { return }
        throw FeatureStoreError(subject: subject, reason: .unknownStations(unknown.sorted()))
    }

    /// One for each process, since several may audit at once.
    private func spillFolder(of month: MonthPartition) -> String {
        let process = ProcessInfo.processInfo.processIdentifier
        return "\(dataDirectory)/features/.\(schema.name)-\(month.period).audit-\(process)"
    }
}
