import Readings

/// Turns a file's rows into readings of the schema, in its units and in UTC.
struct ChunkConversion {
    private enum Instant {
        case moment(Timestamp)
        case rejected(RowRejection.Reason, String)
    }

    private let plan: ImportPlan
    private let source: String
    private let kind: ReadingKind
    /// What clocks' quarters of an hour are in UTC.
    private var quarters: [Int64: ImportZone.Reading] = [:]
    /// The last moment of each station, which tells the first of two equal hours from the second.
    private var lastMoments: [String: Int64] = [:]

    init(_ plan: ImportPlan, source: String, kind: ReadingKind) {
        self.plan = plan
        self.source = source
        self.kind = kind
    }

    /// The readings of a chunk, and the rows that are none.
    mutating func convert(_ chunk: HistoryChunk) -> (readings: ReadingTable, rejections: [RowRejection]) {
        var rejected: [Int: (reason: RowRejection.Reason, detail: String)] = [:]
        func reject(_ row: Int, _ reason: RowRejection.Reason, _ detail: String) {
            if rejected[row] == nil { rejected[row] = (reason, detail) }
        }
        let stations = chunk.stations ?? ([plan.station ?? ""], Array(repeating: 0, count: chunk.rowCount))
        for (row, code) in stations.codes.enumerated() where code < 0 {
            reject(row, .noStation, "\(plan.columns.station ?? "machine_id") is empty")
        }
        var observed: [Timestamp] = []
        observed.reserveCapacity(chunk.rowCount)
        for row in 0..<chunk.rowCount {
            let station = stations.codes[row] < 0 ? "" : stations.names[stations.codes[row]]
            switch instant(chunk.observedAt[row], station: station) {
            case .moment(let moment): observed.append(moment)
            case .rejected(let reason, let detail):
                reject(
                    row, reason, "\(plan.columns.observedAt) \(detail)\(quoted(chunk, plan.columns.observedAt, row))")
                observed.append(Timestamp(milliseconds: 0))
            }
        }
        var known = observed
        if let moments = chunk.knownAt, let column = plan.columns.knownAt {
            for row in 0..<chunk.rowCount {
                switch instant(moments[row], station: nil) {
                case .moment(let moment): known[row] = moment
                case .rejected(.noMoment, _): break
                case .rejected(let reason, let detail):
                    reject(row, reason, "\(column) \(detail)\(quoted(chunk, column, row))")
                }
            }
        }
        let columns = values(of: chunk) { row, column in
            reject(row, .unreadableNumber, "\(column) is not a number\(quoted(chunk, column, row))")
        }
        for row in 0..<chunk.rowCount where columns.allSatisfy({ $0[row].isNaN }) {
            reject(row, .noValues, "all values are missing")
        }
        let table = ReadingTable(
            schema: plan.schema,
            stations: (stations.names + [""], stations.codes.map { $0 < 0 ? stations.names.count : $0 }),
            observedAt: observed, knownAt: known,
            sources: ([source], Array(repeating: 0, count: chunk.rowCount)),
            kinds: Array(repeating: kind, count: chunk.rowCount), columns: columns)
        let rejections = rejected.sorted { $0.key < $1.key }.map { row, why in
            RowRejection(line: chunk.line(row), reason: why.reason, detail: why.detail, text: chunk.text(row))
        }
        let all = (chunk.faults + rejections).sorted { $0.line < $1.line }
        return (rejected.isEmpty ? table : table.selecting { rejected[$0] == nil }, all)
    }

    /// The values in the schema's units.
    private func values(of chunk: HistoryChunk, reject: (Int, String) -> Void) -> [[Double]] {
        zip(plan.quantities, chunk.quantities).map { column, numbers in
            guard let numbers, let name = column.column else {
                return Array(repeating: .nan, count: chunk.rowCount)
            }
            for row in numbers.unreadableRows { reject(row, name) }
            guard let unit = column.unit?.unit, unit != MeasurementUnit.units(of: column.quantity).first else {
                return numbers.values
            }
            return numbers.values.map(unit.inSchemaUnit)
        }
    }

    private mutating func instant(_ moment: HistoryChunk.Moment, station: String?) -> Instant {
        let written: WrittenMoment
        switch moment {
        case .missing: return .rejected(.noMoment, "is empty")
        case .unreadable: return .rejected(.unreadableMoment, "is no moment of the format \(plan.momentFormat)")
        case .written(let value): written = value
        }
        let milliseconds: Int64
        if written.offsetMinutes != nil {
            milliseconds = written.moment(inZone: 0).milliseconds
        } else if plan.zoneEvidence == .found {
            return .rejected(.noZone, "has no zone, while others have one; say which with --timezone")
        } else {
            switch reading(of: written.localMilliseconds) {
            case .moment(let moment): milliseconds = moment
            case .twice(let first, let second):
                let last = station.flatMap { lastMoments[$0] } ?? .min
                milliseconds = last >= first ? second : first
            case .never: return .rejected(.skippedMoment, "does not exist in \(plan.zone)")
            }
        }
        let instant = Timestamp(milliseconds: milliseconds)
        guard Timestamp.plausible.contains(instant) else {
            return .rejected(.implausibleMoment, "is not between 1900 and 2199")
        }
        if let station, plan.zone != .utc { lastMoments[station] = milliseconds }
        return .moment(instant)
    }

    private mutating func reading(of localMilliseconds: Int64) -> ImportZone.Reading {
        if plan.zone == .utc { return .moment(localMilliseconds) }
        // Zones change at quarters of an hour.
        let length: Int64 = 900_000
        let rest = (localMilliseconds % length + length) % length
        let quarter = localMilliseconds - rest
        let known = quarters[quarter] ?? plan.zone.read(localMilliseconds: quarter)
        if quarters.count > 100_000 { quarters = [:] }
        quarters[quarter] = known
        return switch known {
        case .moment(let begin): .moment(begin + rest)
        case .twice(let first, let second): .twice(first + rest, second + rest)
        case .never: .never
        }
    }

    private func quoted(_ chunk: HistoryChunk, _ column: String, _ row: Int) -> String {
        let cell = chunk.cell(column, row)
        return cell.isEmpty ? "" : ": '\(cell.prefix(60))'"
    }
}
