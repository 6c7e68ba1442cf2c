import Foundation
import Readings

/// A month's readings with the day before it, in parts of neighbouring stations that memory can hold.
///
/// A month of few readings is one part. A longer one is read twice: once to count the readings of each station, once to
/// sort them into files, which are removed with this object. One station is never parted.
final class MonthReadings {
    /// What was read, all stations counted.
    let watermark: LakeWatermark
    /// How many parts there are.
    let partCount: Int

    private let whole: ReadingTable?
    private let spills: [ReadingSpill]
    private let folder: String

    /// Reads a month.
    /// - Parameters:
    ///   - month: the month.
    ///   - before: the month before it.
    ///   - stations: which stations; nil for all.
    ///   - folder: for files of a long month; whatever is there is removed.
    ///   - readingsAtOnce: about how many readings a part may have.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read or written.
    init(
        _ month: LakeMonth, after before: LakeMonth, stations: Set<String>?, folder: String, readingsAtOnce: Int
    ) throws(FeatureStoreError) {
        self.folder = folder
        let lastDay = Self.lastDay(before: month.month)
        var boundaries: [String] = []
        if try month.rowCount() > readingsAtOnce {
            let counts = try month.rowCounts().filter { stations?.contains($0.key) ?? true }
            boundaries = Self.boundaries(of: counts, readingsAtOnce: readingsAtOnce)
        }
        partCount = boundaries.count + 1
        guard !boundaries.isEmpty else {
            func table(of month: LakeMonth, _ span: ClosedRange<Timestamp>?) throws(FeatureStoreError) -> (
                value: ReadingTable, rowCount: Int
            ) {
                try month.eachRowGroup(
                    within: span, stations: stations, begin: { ReadingTable(schema: month.schema) }
                ) { readings, table throws(FeatureStoreError) in table.append(contentsOf: readings) }
            }
            var (readings, rowsBefore) = try table(of: before, lastDay)
            let (ofMonth, rows) = try table(of: month, nil)
            readings.append(contentsOf: ofMonth)
            whole = readings
            spills = []
            watermark = LakeWatermark(rows: rows, rowsBefore: rowsBefore)
            return
        }
        whole = nil
        Self.remove(folder)
        func spill(_ month: LakeMonth, _ span: ClosedRange<Timestamp>?, _ name: String) throws(FeatureStoreError) -> (
            value: ReadingSpill, rowCount: Int
        ) {
            let found = try month.eachRowGroup(
                within: span, stations: stations,
                begin: {
                    ReadingSpill(
                        folder: "\(folder)/\(name)", schema: month.schema, boundaries: boundaries,
                        readingsAtOnce: readingsAtOnce)
                }
            ) { readings, spill throws(FeatureStoreError) in
                guard !Task.isCancelled else { throw .cancelled(folder) }
                try spill.add(readings)
            }
            try found.value.close()
            return found
        }
        let (earlier, rowsBefore) = try spill(before, lastDay, "before")
        let (own, rows) = try spill(month, nil, "month")
        spills = [earlier, own]
        watermark = LakeWatermark(rows: rows, rowsBefore: rowsBefore)
    }

    deinit {
        if !spills.isEmpty { Self.remove(folder) }
    }

    /// The readings of a part, all versions.
    func readings(ofPart part: Int) throws(FeatureStoreError) -> ReadingTable {
        if let whole { return whole }
        var readings: ReadingTable?
        for spill in spills {
            let more = try spill.readings(ofPart: part)
            if readings == nil { readings = more } else { readings?.append(contentsOf: more) }
        }
        return readings ?? ReadingTable(schema: spills[0].schema)
    }

    private static func lastDay(before month: MonthPartition) -> ClosedRange<Timestamp> {
        let first = month.hours.lowerBound
        return Timestamp(
            hourIndex: first - StationHistory.reachHours)...Timestamp(
                milliseconds: Timestamp(hourIndex: first).milliseconds - 1)
    }

    /// The last stations of all parts but the last.
    private static func boundaries(of counts: [String: Int], readingsAtOnce: Int) -> [String] {
        var boundaries: [String] = []
        var inPart = 0
        var last: String?
        for (station, count) in counts.sorted(by: { $0.key < $1.key }) {
            if inPart > 0, inPart + count > readingsAtOnce, let last {
                boundaries.append(last)
                inPart = 0
            }
            inPart += count
            last = station
        }
        return boundaries
    }

    private static func remove(_ folder: String) {
        try? FileManager.default.removeItem(atPath: folder)
    }
}
