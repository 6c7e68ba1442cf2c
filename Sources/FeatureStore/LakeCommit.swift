import Readings

/// Decides which of a month's new readings are new, corrections or known already.
struct LakeCommit {
    /// What is to be written.
    private(set) var accepted: ReadingTable
    /// One outcome a row that was offered, in the order of the offer.
    private(set) var outcomes: [LakeOutcome] = []
    /// Up to which moment the streams of the accepted readings have come.
    private(set) var newest: [MonthView.Stream: Timestamp] = [:]

    init(_ rows: [Int], of readings: ReadingTable, view: MonthView, month: LakeMonth) throws(FeatureStoreError) {
        accepted = ReadingTable(schema: readings.schema)
        let doubtful = doubtfulRows(rows, of: readings, view: view)
        guard let first = doubtful.map({ readings.observedAt[$0] }).min(),
            let last = doubtful.map({ readings.observedAt[$0] }).max()
        else {
            outcomes = Array(repeating: .added, count: rows.count)
            accepted = rows.count == readings.rowCount ? readings : readings.selecting(rows)
            return
        }
        try compare(rows, of: readings, with: month.readings(within: first...last))
    }

    /// The rows that are not later than all of their stream, and may be known already.
    private mutating func doubtfulRows(_ rows: [Int], of readings: ReadingTable, view: MonthView) -> [Int] {
        // Streams are looked up once, not for each row.
        var reached = [Timestamp?](repeating: nil, count: readings.stations.count * readings.sources.count)
        for (station, name) in readings.stations.enumerated() {
            for (source, sourceName) in readings.sources.enumerated() {
                reached[station * readings.sources.count + source] =
                    view.newest[MonthView.Stream(station: name, source: sourceName)]
            }
        }
        var hasMoved = [Bool](repeating: false, count: reached.count)
        let doubtful = rows.filter { row in
            let place = readings.stationCodes[row] * readings.sources.count + readings.sourceCodes[row]
            let time = readings.observedAt[row]
            if let known = reached[place], known >= time { return true }
            reached[place] = time
            hasMoved[place] = true
            return false
        }
        for place in reached.indices where hasMoved[place] {
            let (station, source) = place.quotientAndRemainder(dividingBy: readings.sources.count)
            newest[MonthView.Stream(station: readings.stations[station], source: readings.sources[source])] =
                reached[place]
        }
        return doubtful
    }

    /// Compares each reading with what is stored, and with those before it.
    private mutating func compare(
        _ rows: [Int], of readings: ReadingTable, with stored: ReadingTable
    ) throws(FeatureStoreError) {
        let keys = Set(rows.map { ReadingKey(readings.reading($0)) })
        var known = stored.selecting { keys.contains(ReadingKey(stored.reading($0))) }
        var knownRows = known.rowsByKey()
        for row in rows {
            let reading = readings.reading(row)
            let key = ReadingKey(reading)
            let same = knownRows[key] ?? []
            guard !known.alreadyKnows(reading, among: same) else {
                outcomes.append(.duplicate)
                continue
            }
            outcomes.append(same.isEmpty ? .added : .correction)
            knownRows[key, default: []].append(known.rowCount)
            known.append(reading)
            accepted.append(reading)
        }
    }
}
