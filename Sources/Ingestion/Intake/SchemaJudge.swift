import FeatureStore
import Ledger
import Readings

/// Judges the readings of one schema, each against what its station reported to the same source before.
struct SchemaJudge {
    /// A stream of readings: one station as one source reports it.
    struct Stream: Hashable {
        let station: String
        let source: String
    }

    /// Readings with the doubts about them.
    struct Judgement {
        let readings: ReadingTable
        /// Rows that came after a later one of their stream.
        let lateRows: Set<Int>
        fileprivate let before: [Stream: StationQualityControl?]

        /// What was found, summed up; readings that were known already count as duplicates alone.
        func counts(outcomes: [LakeOutcome]) -> [QualityCount] {
            var sums: [QualityCount.Key: Int] = [:]
            for row in outcomes.indices {
                let isDuplicate = outcomes[row] == .duplicate
                guard isDuplicate || lateRows.contains(row) || readings.flags[row] != nil else { continue }
                var reasons = isDuplicate ? ["duplicate"] : (readings.flags[row] ?? []).map(\.description)
                if !isDuplicate, lateRows.contains(row) { reasons.append("out_of_order") }
                for reason in reasons {
                    let key = QualityCount.Key(
                        schema: readings.schema.name, source: readings.source(ofRow: row),
                        station: readings.station(ofRow: row), reason: reason)
                    sums[key, default: 0] += 1
                }
            }
            return sums.map { QualityCount($0.key, count: $0.value) }
        }
    }

    /// How much of the past is looked at.
    static let historyHours = 48
    /// Streams that are remembered. Beyond that all are forgotten: the next readings are judged without a past.
    private static let longestMemory = 50_000

    private let schema: SensorSchema
    private var streams: [Stream: StationQualityControl] = [:]

    /// A judge who knows some readings already.
    init(schema: SensorSchema, recent: ReadingTable?) {
        self.schema = schema
        guard let recent else { return }
        for row in (0..<recent.rowCount).sorted(by: { (recent.observedAt[$0], $0) < (recent.observedAt[$1], $1) }) {
            let reading = recent.reading(row)
            let stream = Stream(station: reading.station, source: reading.source)
            _ = streams[stream, default: StationQualityControl(schema: schema)]
                .judge(reading.values, at: reading.observedAt, now: reading.knownAt)
        }
    }

    mutating func judge(_ readings: ReadingTable, now: Timestamp) -> Judgement {
        if streams.count > Self.longestMemory { streams = [:] }
        var flags: [Int: [QualityFlag]] = [:]
        var lateRows: Set<Int> = []
        // Streams are looked up once, not for each row.
        var controls: [StationQualityControl?] = Array(
            repeating: nil, count: readings.stations.count * readings.sources.count)
        var before: [Stream: StationQualityControl?] = [:]
        var values = [Double](repeating: .nan, count: schema.quantities.count)
        for row in 0..<readings.rowCount {
            let place = readings.stationCodes[row] * readings.sources.count + readings.sourceCodes[row]
            if controls[place] == nil {
                let stream = Stream(station: readings.station(ofRow: row), source: readings.source(ofRow: row))
                before[stream] = .some(streams[stream])
                controls[place] = streams[stream] ?? StationQualityControl(schema: schema)
            }
            for quantity in values.indices { values[quantity] = readings.columns[quantity][row] }
            guard let verdict = controls[place]?.judge(values, at: readings.observedAt[row], now: now) else { continue }
            if !verdict.flags.isEmpty { flags[row] = verdict.flags }
            if verdict.isOutOfOrder { lateRows.insert(row) }
        }
        for (place, control) in controls.enumerated() {
            guard let control else { continue }
            let (station, source) = place.quotientAndRemainder(dividingBy: readings.sources.count)
            streams[Stream(station: readings.stations[station], source: readings.sources[source])] = control
        }
        return Judgement(readings: readings.flagged(flags), lateRows: lateRows, before: before)
    }

    /// Takes a judgement back, whose readings could not be stored.
    mutating func forget(_ judgement: Judgement) {
        for (stream, control) in judgement.before { streams[stream] = control }
    }
}
