public import Features
import Parquet
import Readings

/// Computes feature rows with all their versions into the offline store, month by month.
///
/// Memory holds a part of one month, however long the lake. Each month's file appears whole and says of how many lake
/// rows it was made, so that months to which nothing came are passed over, and a run that was killed goes on.
public struct FeatureMaterialization: Sendable {
    /// A month to be computed.
    private struct StaleMonth {
        let month: LakeMonth
        /// Readings of the lake in it.
        let rows: Int
        /// Which stations; nil for all.
        let stations: Set<String>?
    }

    private let schema: FeatureSchema
    private let dataDirectory: String
    private let store: ParquetOfflineStore
    private let readingsAtOnce: Int

    /// A materialization below a data directory.
    /// - Parameters:
    ///   - dataDirectory: the directory that holds everything.
    ///   - schema: the columns.
    ///   - definition: names the view that the rows belong to.
    ///   - readingsAtOnce: about how many readings memory may hold, ≥ 1.
    public init(
        dataDirectory: String, schema: FeatureSchema, definition: FeatureStoreDefinition = .standard,
        readingsAtOnce: Int = 500_000
    ) {
        precondition(readingsAtOnce >= 1, "memory holds a reading")
        self.dataDirectory = dataDirectory
        self.schema = schema
        self.readingsAtOnce = readingsAtOnce
        store = ParquetOfflineStore(dataDirectory: dataDirectory, definition: definition)
    }

    /// Refuses what there are no readings for.
    /// - Parameter scope: which rows.
    /// - Throws: ``FeatureStoreError``: `.noReadings`.
    public func requireReadings(_ scope: MaterializationScope) throws(FeatureStoreError) {
        let folder = "\(dataDirectory)/readings/schema=\(schema.sensors.name)"
        guard try MonthPartition.all(below: folder).contains(where: scope.contains) else {
            throw FeatureStoreError(subject: folder, reason: .noReadings(schema: schema.sensors.name))
        }
    }

    /// Computes what is to be computed; ends early when the task is cancelled.
    /// - Parameters:
    ///   - scope: which rows.
    ///   - progress: told how many lake rows are done, and of how many.
    /// - Returns: what was done.
    /// - Throws: ``FeatureStoreError``; months written before stay. `.unknownStations` before anything is written when
    ///   some of the stations asked for have no reading in these months; `.cancelled` when the task was cancelled.
    public func run(
        _ scope: MaterializationScope = MaterializationScope(), progress: (Int, Int) -> Void = { _, _ in }
    ) throws(FeatureStoreError) -> MaterializationSummary {
        let start = ContinuousClock.now
        let lake = "\(dataDirectory)/readings"
        let months = try MonthPartition.all(below: "\(lake)/schema=\(schema.sensors.name)").filter(scope.contains)
        guard !months.isEmpty else { return MaterializationSummary() }
        var summary = try LakeLock.locked("\(store.folder(of: schema))/.\(schema.name).lock") {
            () throws(FeatureStoreError) in
            try run(scope, months: months.map { LakeMonth($0, schema: schema.sensors, lake: lake) }, progress)
        }
        summary.seconds = (ContinuousClock.now - start) / .seconds(1)
        return summary
    }

    private func run(
        _ scope: MaterializationScope, months: [LakeMonth], _ progress: (Int, Int) -> Void
    ) throws(FeatureStoreError) -> MaterializationSummary {
        store.removeUnfinishedFiles(of: schema)
        let fullRun = FullRun(path: "\(store.folder(of: schema))/.\(schema.name).full")
        let run = scope.isFull && scope.isWhole ? try fullRun.begin() : fullRun.current
        var summary = MaterializationSummary()
        var stale: [StaleMonth] = []
        for month in try months.filter(holdingAny: scope.stations) {
            let before = LakeMonth(month.month.previous, schema: schema.sensors, lake: "\(dataDirectory)/readings")
            let present = LakeWatermark(rows: try month.rowCount(), rowsBefore: try before.rowCount())
            guard present.rows > 0 else { continue }
            let file = store.file(of: month.month, schema: schema)
            let (origin, isDamaged) = try file.originUnlessDamaged()
            if isDamaged { summary.damagedFiles.append(file.path) }
            let isCurrent = origin?.watermark == present && (run == nil || origin?.fullRun == run)
            // A complete recomputation is done month by month, also over several runs.
            if isCurrent, scope.stations == nil, !scope.isFull || scope.isWhole {
                summary.monthsSkipped += 1
            } else {
                // Of a damaged file nobody's rows can be kept.
                stale.append(StaleMonth(month: month, rows: present.rows, stations: isDamaged ? nil : scope.stations))
            }
        }
        let all = stale.reduce(0) { $0 + $1.rows }
        var done = 0
        for month in stale {
            try write(month.month, stations: month.stations, fullRun: run, summary: &summary) { share in
                progress(done + min(Int(Double(month.rows) * share), month.rows), all)
            }
            done += month.rows
            summary.monthsWritten += 1
        }
        if scope.isWhole, run != nil { fullRun.end() }
        return summary
    }

    private func write(
        _ month: LakeMonth, stations: Set<String>?, fullRun: String?, summary: inout MaterializationSummary,
        progress: (Double) -> Void
    ) throws(FeatureStoreError) {
        let file = store.file(of: month.month, schema: schema)
        let before = LakeMonth(month.month.previous, schema: schema.sensors, lake: "\(dataDirectory)/readings")
        let readings = try MonthReadings(
            month, after: before, stations: stations,
            folder: "\(store.folder(of: schema))/.\(schema.name)-\(month.month.period).parts",
            readingsAtOnce: readingsAtOnce)
        var origin = OfflineMonthFile.Origin(watermark: readings.watermark, fullRun: fullRun)
        var kept: KeptRows?
        if let stations {
            kept = try KeptRows(of: file, without: stations)
            // The other stations' rows are as old as they were.
            origin = try file.origin() ?? OfflineMonthFile.Origin()
        }
        let writer = OfflineMonthWriter(file, origin: origin)
        let versions = FeatureRowVersions(schema: schema)
        for part in 0..<readings.partCount {
            let table = try readings.readings(ofPart: part)
            let rowsBefore = writer.rowCount
            var rowsKept = 0
            for (station, history) in FeatureRowVersions.histories(of: table) {
                guard !Task.isCancelled else { throw .cancelled(file.path) }
                rowsKept += try kept?.move(before: station, to: writer) ?? 0
                try writer.append { rows in
                    summary.laterVersions += versions.append(
                        history, of: station, hours: month.month.hours, to: &rows)
                }
            }
            summary.rows += writer.rowCount - rowsBefore - rowsKept
            summary.rowsKept += rowsKept
            progress(Double(part + 1) / Double(readings.partCount))
        }
        summary.rowsKept += try kept?.move(before: nil, to: writer) ?? 0
        guard writer.rowCount > 0 || file.exists else { return }
        try writer.close()
    }
}
